"""Whether a reading lies within its limits, and whether it is proven by its instrument."""

from assessor_app.domain.form import Reading
from assessor_app.domain.marks import TakenReading


def within_limits(reading: Reading, taken: TakenReading) -> bool | None:
    """Whether a reading lies within the form's limits, or what the assessor said of the task sheet's.

    None where the limits stand on a task sheet and nobody has said yet: that is no word on the learner's work.
    """
    if reading.task_sheet:
        return taken.within
    above = reading.low is None or taken.value >= reading.low
    return above and (reading.high is None or taken.value <= reading.high)


def unproven(reading: Reading, taken: TakenReading) -> bool:
    """Whether nobody said that it lies within the task sheet, or its instrument and calibration are asked for and missing."""
    proof = taken.instrument.strip() and taken.calibrated.strip()
    return within_limits(reading, taken) is None or (reading.calibration and not proof)
