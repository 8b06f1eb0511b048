"""`python -m payouts.stripe_contract` writes the contract again from the SDK that is installed."""

import sys

from payouts.stripe_contract.deriving import derived
from payouts.stripe_contract.differences import differences
from payouts.stripe_contract.document import KEPT, contract, spelled
from payouts.stripe_contract.sdk_source import SdkSource


def main() -> None:
    made = derived(SdkSource.installed())
    changed = differences(contract(), made) if KEPT.exists() else ["all of it: new"]
    KEPT.write_text(spelled(made))
    sys.stdout.write("".join(f"{each}\n" for each in changed) or "Nothing changed.\n")


if __name__ == "__main__":
    main()
