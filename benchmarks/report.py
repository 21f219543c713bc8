"""How results are printed: ratios of one run beside their targets. Not: measuring."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

WIDTH = 74


@dataclass(frozen=True, slots=True)
class Ratio:
    """One claim: `value` must be at least (or at most) `target`, in `unit`; × is times. Without a target: told only."""

    what: str
    value: float
    target: float | None = None
    at_most: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether it holds."""
        if self.target is None:
            return True
        return self.value <= self.target if self.at_most else self.value >= self.target

    def __str__(self) -> str:
        shown = f"{_short(self.value)} {self.unit}"
        if self.target is None:
            return f"  {self.what:<{WIDTH}} {shown:>10}"
        bound = f"{'≤' if self.at_most else '≥'} {_short(self.target)}"
        return f"  {self.what:<{WIDTH}} {shown:>10}   {bound:<8} {'ok' if self.met else 'MISSED'}"


def _short(number: float) -> str:
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def heading(text: str) -> None:
    """Begin a benchmark."""
    print(f"\n{text}", flush=True)


def note(text: str) -> None:
    """A line that is no ratio: what was measured, absolute figures of this machine and hour."""
    print(f"    {text}", flush=True)


def tell(ratios: Sequence[Ratio]) -> None:
    """Print them."""
    for ratio in ratios:
        print(ratio, flush=True)


def middle_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of rounds that were measured one right after the other."""
    return median(a / b for a, b in zip(above, below, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0-1) of them lie, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
