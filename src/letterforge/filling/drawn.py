"""Pictures that come with the data: whether one may be shown, and the node that it becomes."""

from __future__ import annotations

from letterforge.document import Image
from letterforge.filling.fitness import fits
from letterforge.filling.places import PathOf
from letterforge.filling.state import Evaluation
from letterforge.findings import Place
from letterforge.loading.tree import Tag
from letterforge.models.data_picture import DataPicture
from letterforge.rules.checking import UNPRINTABLE
from letterforge.rules.data import PICTURE_WORDS

_NO_WORDS = "is a picture without words that say what it shows"
_ELSEWHERE = "is a picture, and only words can stand here"


def wordless(run: Evaluation, value: object, path_of: PathOf, tag: Tag) -> bool:
    """Whether a value without words can be shown; one that is no picture of the data is noted, since only some formats show it."""
    if isinstance(value, DataPicture):
        run.picture = value if may_be_shown(run, value, path_of, tag) else None
        return run.picture is not None
    path = path_of(run)
    run.wordless.append(Place(path=path) if path else tag.place)
    return True


def may_be_shown(run: Evaluation, picture: DataPicture, path_of: PathOf, tag: Tag) -> bool:
    """Whether a picture has words that may stand for it; what is wrong with them is a finding in the run."""
    path = path_of(run)
    if not picture.alt.strip():
        run.refuse(PICTURE_WORDS, path, tag, message=_NO_WORDS)
        return False
    text = " ".join(picture.alt.split())
    # Its words are judged as those of a field are, whoever wrote them: no tag and no prompt is read out to anybody.
    return run.spend(len(text), tag) and fits(run, text, text, path, lambda _: path, authored=False, tag=tag)


def shown(run: Evaluation, picture: DataPicture) -> Image[str]:
    """The node for a picture, whose content the run keeps for the document."""
    run.pictures[picture.digest] = picture.shown
    return Image(picture.digest, " ".join(picture.alt.split()), picture.width)


def refuse_elsewhere(run: Evaluation, path_of: PathOf, tag: Tag) -> None:
    """A picture where only words can stand: data without a model have it where no check could know of it."""
    run.refuse(UNPRINTABLE, path_of(run), tag, message=_ELSEWHERE)
