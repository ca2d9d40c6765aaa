import type { EpochMs } from '#lib/model/units.ts';
import type { RenderQuality } from '../body/quality.ts';
import { isTold, pauseAfter } from './rebuild-pace.ts';
import { probeContext, Stage, type StageOptions } from './stage.ts';

/** The browser gives no GPU context. */
export interface ContextTrouble {
	readonly since: EpochMs;
	readonly retryAt: EpochMs;
}

export interface ContextKeeperOptions {
	readonly container: HTMLElement;
	/** What a stage is set up with; asked for each new one. */
	readonly stageOptions: () => Omit<StageOptions, 'container' | 'onReady' | 'onLost' | 'onRefused'>;
	/** A stage has its GPU context: put the picture on it. */
	readonly onReady: (stage: Stage, quality: RenderQuality) => void;
	/** The stage is about to be struck: let go of everything on its GPU. */
	readonly onStrike: () => void;
	/** The context was lost; another one is coming. */
	readonly onLost: () => void;
	/** The browser refuses a context; undefined when there is one again. */
	readonly onTrouble: (trouble: ContextTrouble | undefined) => void;
}

/**
 * Keeps a stage up: strikes one whose GPU context is lost and sets up the next, and asks again and
 * again while the browser refuses.
 */
export class ContextKeeper {
	readonly #options: ContextKeeperOptions;
	#stage: Stage | undefined;
	/** The stage that the picture is on. */
	#ready: Stage | undefined;
	/** Attempts that failed in a row. */
	#failing:
		| { readonly since: EpochMs; readonly attempts: number; readonly timer: ReturnType<typeof setTimeout> }
		| undefined;
	/** There was a picture. */
	#seen = false;
	#told = false;
	#disposed = false;

	constructor(options: ContextKeeperOptions) {
		this.#options = options;
	}

	get stage(): Stage | undefined {
		return this.#stage;
	}

	/** The browser refuses for so long that it was said. */
	get refused(): boolean {
		return this.#told;
	}

	/** Sets up the first stage; `available`: a probe got a context. */
	start(available: boolean): void {
		if (available) this.#setStage();
		// who makes the scene listens only after this
		else queueMicrotask(() => this.#refused());
	}

	/** Ends the stage without a word to the owner, who has let go of its GPU already. */
	dispose(): void {
		this.#disposed = true;
		clearTimeout(this.#failing?.timer);
		this.#stage?.strike();
		this.#stage = this.#ready = undefined;
	}

	#setStage(): void {
		const { container, stageOptions } = this.#options;
		const hadFocus =
			document.activeElement instanceof HTMLCanvasElement && container.contains(document.activeElement);
		this.#stage = new Stage({
			...stageOptions(),
			container,
			onReady: (stage, quality) => this.#staged(stage, quality, hadFocus),
			onLost: (stage) => this.#lost(stage),
			onRefused: (stage) => {
				this.#strike(stage);
				this.#refused();
			}
		});
	}

	#staged(stage: Stage, quality: RenderQuality, focus: boolean): void {
		if (stage !== this.#stage || !stage.gl) return;
		this.#ready = stage;
		this.#options.onReady(stage, quality);
		if (focus) stage.canvas.focus();
		this.#seen = true;
		clearTimeout(this.#failing?.timer);
		this.#failing = undefined;
		if (!this.#told) return;
		this.#told = false;
		this.#options.onTrouble(undefined);
	}

	#lost(stage: Stage): void {
		const stood = stage === this.#ready;
		this.#strike(stage);
		this.#options.onLost();
		// not within the event: the browser is still tearing the context down
		if (stood) setTimeout(() => this.#tryAgain(), 0);
		else this.#refused();
	}

	#strike(stage: Stage): void {
		if (stage !== this.#stage) return;
		this.#options.onStrike();
		stage.strike();
		this.#stage = this.#ready = undefined;
	}

	#refused(): void {
		if (this.#disposed) return;
		const now = Date.now();
		const since = this.#failing?.since ?? now;
		const attempts = (this.#failing?.attempts ?? 0) + 1;
		const pause = pauseAfter(attempts);
		this.#failing = { since, attempts, timer: setTimeout(() => this.#tryAgain(), pause) };
		if (!isTold(attempts, this.#seen)) return;
		this.#told = true;
		this.#options.onTrouble({ since, retryAt: now + pause });
	}

	#tryAgain(): void {
		if (this.#disposed || this.#stage) return;
		if (probeContext() === undefined) this.#refused();
		else this.#setStage();
	}
}
