import { createSubscriber } from 'svelte/reactivity';
import { type PresentingNow, type SlideToShow } from '#lib/model/briefing/presenting.ts';
import { AppError } from '#lib/model/errors.ts';
import { askServer } from '#lib/state/ask-server.ts';

const LOOK_EVERY_MS = 1000;
/** So often the screen that leads says that it still does. */
const SAY_EVERY_MS = 5000;

/** How this screen stands to the others: alone, ahead of them, or behind the one that leads. */
export type Part = 'alone' | 'leads' | 'follows';

export interface PresentationEffects {
	readonly ask: () => Promise<PresentingNow>;
	readonly say: (shown: SlideToShow) => Promise<PresentingNow>;
}

export const presentationOf = (id: string, token: () => string | undefined): PresentationEffects => {
	const path = `/api/briefings/${id}/presenting`;
	return {
		ask: () => askServer(path),
		say: (shown) => askServer(path, { method: 'POST', body: shown, token: token() })
	};
};

/** The slide on this screen, and who decides on it. One that follows breaks off by turning a page itself, and may return. */
export class Presentation {
	#slide: number;
	#part: Part = 'alone';
	#led: PresentingNow['presenting'] = null;
	#error: AppError | undefined;
	/** Whoever reads is told of changes. */
	#tell = (): void => undefined;
	readonly #read = createSubscriber((tell) => {
		this.#tell = tell;
		return () => (this.#tell = () => undefined);
	});
	readonly #count: number;
	readonly #effects: PresentationEffects;
	readonly #leader = crypto.randomUUID();
	#by = '';
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(count: number, start: number, effects: PresentationEffects) {
		this.#count = count;
		this.#effects = effects;
		this.#slide = this.#within(start);
	}

	get slide(): number {
		this.#read();
		return this.#slide;
	}
	get part(): Part {
		this.#read();
		return this.#part;
	}
	/** Where another screen stands that leads; null while none does. */
	get led(): PresentingNow['presenting'] {
		this.#read();
		return this.#led;
	}
	/** Why the server was not reached last. */
	get error(): AppError | undefined {
		this.#read();
		return this.#error;
	}

	/** A person at this screen turns to a slide. */
	turn(slide: number): void {
		const next = this.#within(slide);
		if (next === this.#slide) return;
		if (this.#part === 'follows') this.#part = 'alone';
		this.#slide = next;
		this.#tell();
		if (this.#part === 'leads') void this.#say(next);
	}
	/** Goes where the leader is, and stays there. */
	async follow(): Promise<void> {
		this.#part = 'follows';
		this.#every(LOOK_EVERY_MS, () => this.look());
		await this.look();
	}
	/** Hears where the leader stands. */
	async look(): Promise<void> {
		try {
			this.#led = (await this.#effects.ask()).presenting;
			this.#error = undefined;
			if (this.#part === 'follows' && this.#led) this.#slide = this.#within(this.#led.slide);
		} catch (thrown) {
			this.#error = AppError.from(thrown);
		}
		this.#tell();
	}
	/** Takes the lead. Throws ACT_REFUSED while another has it. */
	async lead(by: string): Promise<void> {
		await this.#effects.say({ leader: this.#leader, by, slide: this.#slide });
		this.#by = by;
		this.#part = 'leads';
		this.#tell();
		this.#every(SAY_EVERY_MS, () => this.#say(this.#slide));
	}
	/** Hands the lead back, or stops looking. */
	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
		if (this.#part === 'leads') void this.#say(undefined);
		this.#part = 'alone';
		this.#tell();
	}

	async #say(slide: number | undefined): Promise<void> {
		try {
			await this.#effects.say({ leader: this.#leader, by: this.#by, slide });
			this.#error = undefined;
		} catch (thrown) {
			this.#error = AppError.from(thrown);
		}
		this.#tell();
	}
	#every(milliseconds: number, act: () => Promise<void>): void {
		clearInterval(this.#timer);
		this.#timer = setInterval(() => void act(), milliseconds);
	}
	#within(slide: number): number {
		return Math.min(this.#count - 1, Math.max(0, Number.isFinite(slide) ? Math.trunc(slide) : 0));
	}
}
