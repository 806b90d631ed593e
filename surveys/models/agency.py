"""Who publishes and where people are served: agencies (a tree), units, service types, denominators."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.base import Base


class Agency(Base):
    """A tenant. Agencies form a tree: ministry or regency, then office."""

    __tablename__ = "agency"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        CheckConstraint("code = lower(code) AND code <> ''", name="code_lower_case"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    time_zone: Mapped[str] = mapped_column(String(40), default="Asia/Jakarta")
    # Whether whoever wrote a questionnaire may not approve it.
    separate_approval: Mapped[bool] = mapped_column(default=False, server_default=false())

    parent: Mapped[Agency | None] = relationship(remote_side="Agency.id")
    units: Mapped[list[ServiceUnit]] = relationship(back_populates="agency", order_by="ServiceUnit.name")


class ServiceUnit(Base):
    """An office or counter of an agency; its time zone decides which local day an answer belongs to."""

    __tablename__ = "service_unit"
    __table_args__ = (UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(40), default="Asia/Jakarta")
    active: Mapped[bool] = mapped_column(default=True)

    agency: Mapped[Agency] = relationship(back_populates="units")
    service_types: Mapped[list[ServiceType]] = relationship(back_populates="unit", order_by="ServiceType.code")


class ServiceType(Base):
    """One kind of service of a unit. Every unit has at least one, so that a denominator has a home."""

    __tablename__ = "service_type"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("service_unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))

    unit: Mapped[ServiceUnit] = relationship(back_populates="service_types")
    denominators: Mapped[list[Denominator]] = relationship(back_populates="service_type")


class Denominator(Base):
    """How many people a service type served in one month, so that a participation rate exists."""

    __tablename__ = "denominator"
    __table_args__ = (
        UniqueConstraint("service_type_id", "month"),
        CheckConstraint("people >= 0", name="people_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_type_id: Mapped[int] = mapped_column(ForeignKey("service_type.id"))
    month: Mapped[dt.date]  # the first day of the month
    people: Mapped[int]

    service_type: Mapped[ServiceType] = relationship(back_populates="denominators")
