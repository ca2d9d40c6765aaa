import type { SerialisedError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { LayerOutput } from './layer-output.ts';
import { nextOnGrid, type Past, type Speed } from './past.ts';

/** What failed is asked for again after so long. */
const AGAIN_AFTER: Milliseconds = 5000;

/** One layer in a replay: keeps the samples of its output around the instant shown. */
export class ReplayTrack {
	readonly past: Past;
	readonly #output: LayerOutput;
	/** The instant that was jumped to, until its state is there. */
	#jump: EpochMs | undefined;
	/** The leading instant: the screen is on its way to it, or stands at it. */
	#lead: EpochMs | undefined;
	#speed: Speed = 0;
	#coming = false;
	#failure: SerialisedError | undefined;

	constructor(past: Past, output: LayerOutput) {
		this.past = past;
		this.#output = output;
	}

	/** The instant that the layer's entities are brought to; undefined when there is none yet. */
	get at(): EpochMs | undefined {
		return this.#lead;
	}
	/** The picture is behind the clock: data are on their way. */
	get loading(): boolean {
		return this.#coming;
	}
	get failure(): SerialisedError | undefined {
		return this.#failure;
	}

	/** The clock jumped. */
	jump(at: EpochMs): void {
		this.past.seek();
		this.#jump = at;
		this.#failure = undefined;
	}

	/**
	 * Shows the instant of the clock, which runs at `speed` (0: stands). Call it again when `past` has changed, and
	 * after the answer: milliseconds of the wall until the next samples are due; Infinity: not before something changes.
	 */
	show(at: EpochMs, speed: Speed): Milliseconds {
		if (Math.sign(speed) !== Math.sign(this.#speed)) this.#jump ??= speed === 0 ? at : this.#turn(at);
		this.#speed = speed;
		if (speed === 0 && this.#jump === undefined && this.#lead !== at) this.#jump = at;
		if (this.#jump !== undefined && !this.#land(this.#jump, at, speed))
			return this.#failure ? AGAIN_AFTER : Infinity;
		return speed === 0 ? Infinity : this.#run(at, speed);
	}

	close(): void {
		this.past.close();
	}

	/** From where a clock that starts or turns goes on: what stands there already needs no landing. */
	#turn(at: EpochMs): EpochMs | undefined {
		return this.#lead === undefined ? at : undefined;
	}

	/** Shows the instant that was jumped to, standing; false when it cannot be shown yet. */
	#land(jump: EpochMs, at: EpochMs, speed: Speed): boolean {
		const target = speed === 0 ? at : jump;
		const how = this.past.bring(target, speed);
		this.#coming = how === 'coming';
		if (how === 'failed') this.#fail();
		if (how !== 'there') return false;
		this.#jump = undefined;
		this.#failure = undefined;
		this.#lead = target;
		this.#output.stand(target);
		return true;
	}

	/** Keeps a sample ahead of the screen. */
	#run(at: EpochMs, speed: Speed): Milliseconds {
		const way = Math.sign(speed);
		const segment = this.past.segment(speed);
		const untilLead = () => Math.max(0, ((this.#lead! - at) * way) / Math.abs(speed));
		const isAhead =
			this.#lead !== undefined && (this.#lead - at) * way > 0 && Math.abs(this.#lead - at) <= 2 * segment;
		if (isAhead) return untilLead();
		let target = nextOnGrid(at, segment, speed);
		// A sample just ahead would be passed before it is drawn.
		if (Math.abs(target - at) < segment / 5) target += way * segment;
		const how = this.past.bring(target, speed);
		this.#coming = how === 'coming';
		if (how === 'failed') this.#fail();
		if (how !== 'there') return segment / Math.abs(speed);
		this.#failure = undefined;
		this.#lead = target;
		this.#output.advance(target, at, way > 0 ? 1 : -1);
		return untilLead();
	}

	/** Nothing is shown rather than another instant's. */
	#fail(): void {
		if (!this.#failure) this.#output.empty();
		this.#failure = this.past.failure;
		this.#lead = undefined;
	}
}
