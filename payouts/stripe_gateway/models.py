"""What is kept of how fast Stripe is spoken to."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from foundation.tables import Base


class CallRate(Base):
    """One row for each account at Stripe: until when its time to call is given away."""

    __tablename__ = "payouts_call_rate"

    name: Mapped[str] = mapped_column(primary_key=True)
    given_until_us: Mapped[int] = mapped_column(BigInteger)
    """Microseconds since 1970 by the database's clock, the one that all processes share."""
