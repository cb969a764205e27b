"""The implementation plan of a programme (484: 6.1): what is learned where, and in which course."""
