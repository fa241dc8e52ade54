"""A pen that lays pictures on a page, too."""

from assessor_app.documents.operators import filling, number
from assessor_app.documents.pen import Pen, Place


class PicturePen(Pen):
    """Pictures as drawings of their own, or as inline images in the page's own stream."""

    def placed_art(self, sha256: str, corner: Place, size: tuple[float, float]) -> None:
        """Lays a drawing that fills the unit square into a box, from the box's top left corner."""
        name = "A" + sha256[:12]
        self._art[name] = sha256
        self.put(f"q {self._box(corner, size)} cm /{name} Do Q")

    def picture(self, image: str, corner: Place, size: tuple[float, float], *, colour: str) -> None:
        """An inline image (its operators) in a box; a mask is painted in the colour."""
        self.put(f"{filling(colour)} q {self._box(corner, size)} cm {image} Q")

    def _box(self, corner: Place, size: tuple[float, float]) -> str:
        """The matrix that makes a box of the unit square."""
        x, top = self._place(corner, size[0])
        return f"{number(size[0])} 0 0 {number(size[1])} {number(x)} {number(top - size[1])}"
