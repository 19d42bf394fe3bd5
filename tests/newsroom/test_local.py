import stat

from newsroom.local import kept_secret


def test_a_secret_is_made_once_and_kept(tmp_path):
    path = tmp_path / "var" / "secret"

    assert kept_secret(path) == kept_secret(path)
    assert len(kept_secret(path)) >= 50


def test_each_place_has_a_secret_of_its_own(tmp_path):
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_only_its_owner_may_read_it(tmp_path):
    kept_secret(tmp_path / "secret")

    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_somebody_put_there_is_used(tmp_path):
    (tmp_path / "secret").write_text("chosen by hand\n")

    assert kept_secret(tmp_path / "secret") == "chosen by hand"
