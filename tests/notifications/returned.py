"""What mail servers send back, as they write it."""

PARTS = "ABC"


def report(
    to: str, status: str, said: str, *, action: str = "failed", message_id: str = "", envelope_id: str = ""
) -> bytes:
    """A report of RFC 3464 about a letter."""
    own = f"Original-Envelope-Id: {envelope_id}\n" if envelope_id else ""
    returned = f"Message-ID: <{message_id}>\n" if message_id else ""
    return f"""\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{PARTS}"

--{PARTS}
Content-Type: text/plain; charset=us-ascii

I am sorry to have to inform you that your message could not be delivered.

--{PARTS}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
{own}Arrival-Date: Mon, 23 Nov 2026 08:00:00 +0200

Final-Recipient: rfc822; aigars.ozols@galdnieks.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--{PARTS}
Content-Type: text/rfc822-headers

From: portals@portals.example
{returned}Subject: Something

--{PARTS}--
""".encode()


def words(to: str, text: str, *, by: str = "MAILER-DAEMON@mx.example", headers: str = "") -> bytes:
    """A letter of words, as old servers and answering machines write it."""
    return f"From: {by}\nTo: {to}\nSubject: failure notice\n{headers}\n{text}\n".encode()
