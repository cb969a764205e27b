from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from app.kit import clock

NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def test_the_clock_runs_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_day_changes_at_midnight_in_riga() -> None:
    with clock.at(NIGHT):
        assert clock.now() == NIGHT
        assert clock.today() == date(2026, 11, 23)


def test_a_stopped_clock_starts_again() -> None:
    with pytest.raises(RuntimeError), clock.at(NIGHT), clock.at(NIGHT + timedelta(days=1)):
        assert clock.today() == date(2026, 11, 24)
        raise RuntimeError
    assert clock.now() != NIGHT


def test_a_naive_stop_is_riga_time() -> None:
    with clock.at(datetime(2026, 7, 1, 0, 30)):
        assert clock.now() == datetime(2026, 6, 30, 21, 30, tzinfo=UTC)
        assert clock.today() == date(2026, 7, 1)


def test_other_threads_keep_their_own_clock() -> None:
    with clock.at(NIGHT), ThreadPoolExecutor(1) as pool:
        assert pool.submit(clock.now).result() != NIGHT


def test_riga_time_in_winter_and_summer() -> None:
    assert clock.riga(datetime(2026, 1, 1, 12, tzinfo=UTC)).hour == 14
    assert clock.riga(datetime(2026, 7, 1, 12, tzinfo=UTC)).hour == 15


def test_a_naive_moment_from_the_database_is_utc() -> None:
    assert clock.riga(datetime(2026, 1, 1, 12)).hour == 14
    assert clock.aware(datetime(2026, 1, 1, 12)) == datetime(2026, 1, 1, 12, tzinfo=UTC)
