import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { hourOf } from '../manifest.ts';
import type { HistoryParts } from '../parts.ts';
import { compactDays } from './compact.ts';
import { KeyframeClock, makeKeyframes } from './keyframes.ts';
import { dropDays, firstDayKept, type Retention } from './retain.ts';
import { sealHours } from './seal.ts';
import type { OnStep } from './steps.ts';

export interface HouseRules {
	readonly retain: Retention;
	/** An hour of receipt is sealed so long after its end. */
	readonly sealAfter: Milliseconds;
	/** Rows between two keyframes of a layer. */
	readonly keyframeRows: number;
}

/** After a failure, so long until the next try. */
const RETRY_AFTER: Milliseconds = 60_000;

/** Keeps history small and quick: keyframes as rows come; once an hour sealing, compaction and retention. */
export class HouseKeeper {
	readonly #parts: HistoryParts;
	readonly #rules: HouseRules;
	readonly #onStep: OnStep;
	/** Everything is done of what was due when hours up to there were sealed. */
	#doneTo: EpochMs = 0;
	#failed: { readonly at: EpochMs; readonly cause: unknown } | undefined;
	readonly keyframes: KeyframeClock;

	constructor(parts: HistoryParts, rules: HouseRules, onStep: OnStep) {
		this.#parts = parts;
		this.#rules = rules;
		this.#onStep = onStep;
		this.keyframes = new KeyframeClock(rules.keyframeRows);
	}

	/** Does what is due at `now`; what failed is tried again after a while, and thrown until then. */
	async keep(now: EpochMs): Promise<void> {
		if (this.#failed && now - this.#failed.at < RETRY_AFTER) throw this.#failed.cause;
		try {
			if (this.keyframes.strikes()) await makeKeyframes(this.#parts, this.#rules.keyframeRows, this.#onStep);
			await this.#hourly(now);
			this.#failed = undefined;
		} catch (cause) {
			this.#failed = { at: now, cause };
			throw cause;
		}
	}

	async #hourly(now: EpochMs): Promise<void> {
		const { hot, sealed } = this.#parts;
		const sealTo = hourOf(now - this.#rules.sealAfter);
		if (sealTo <= this.#doneTo) return;
		const connection = await hot.instance.connect();
		try {
			await sealHours(this.#parts, connection, sealTo, this.#onStep);
			await compactDays(this.#parts, connection, hot.state.sealedTo, this.#onStep);
		} finally {
			connection.closeSync();
		}
		const manifests = sealed.layers().map((layer) => sealed.manifest(layer));
		await dropDays(this.#parts, firstDayKept(manifests, this.#rules.retain, now), this.#onStep);
		this.#doneTo = sealTo;
	}
}
