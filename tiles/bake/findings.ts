import { AppError } from '#lib/model/errors.ts';
import type { BakeFinding } from '#tiles/source-records.ts';

/** What the baker could not draw as given, by reason, with the first example. */
export class Findings {
	readonly #findings = new Map<string, { finding: Omit<BakeFinding, 'count'>; count: number }>();

	add(
		kind: BakeFinding['kind'],
		action: BakeFinding['action'],
		reason: string,
		example: string,
		count = 1
	): void {
		const key = `${kind}|${action}|${reason}`;
		const known = this.#findings.get(key);
		if (known) known.count += count;
		else this.#findings.set(key, { finding: { kind, action, reason, example }, count });
	}

	list(): BakeFinding[] {
		return [...this.#findings.values()].map(({ finding, count }) => ({ ...finding, count }));
	}

	/** The error of a bake without a building or a road. */
	nothingToBake(): AppError {
		const [first] = this.list();
		return new AppError('INPUT_EMPTY', {
			message: `There is nothing to bake: no building and no road was kept${first ? ` (${first.reason}, e.g. ${first.example})` : ''}.`
		});
	}
}
