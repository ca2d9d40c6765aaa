import { createSubscriber } from 'svelte/reactivity';
import type { Milliseconds } from '#lib/model/units.ts';
import { nextSound, soundFrom, type SoundMemory, type SoundMoment } from './next-sound.ts';
import type { TonePlayer } from './tone-player.ts';

/** Nobody can mute for longer: then the sound is back by itself. */
export const MUTE_MS: Milliseconds = 120_000;

/** The sound of a desk: whether it is on, muted, or refused by the browser, and what it says when. */
export class DeskSound {
	readonly #player: TonePlayer;
	readonly #setting: { on: boolean };
	/** Whoever reads a state of this in an effect hears of its changes. */
	readonly #read: () => void;
	#tell: () => void = () => undefined;
	#on: boolean;
	#mutedUntil: Milliseconds | undefined;
	#now: Milliseconds = 0;
	#memory: SoundMemory | undefined;

	/** `setting` outlives the page. */
	constructor(player: TonePlayer, setting: { on: boolean }) {
		this.#player = player;
		this.#setting = setting;
		this.#on = setting.on;
		this.#read = createSubscriber((update) => {
			this.#tell = update;
			return player.onChange(update);
		});
	}

	/** Somebody wants it. */
	get on(): boolean {
		this.#read();
		return this.#on;
	}
	set on(on: boolean) {
		this.#on = this.#setting.on = on;
		this.#mutedUntil = undefined;
		if (on) this.#player.unlock();
		this.#tell();
	}
	/** It is wanted, but the browser makes no sound before somebody has clicked or typed. */
	get blocked(): boolean {
		return this.on && !this.#player.running;
	}
	/** How long it is still muted; undefined when it is not. */
	get mutedFor(): Milliseconds | undefined {
		this.#read();
		return this.#mutedUntil === undefined ? undefined : this.#mutedUntil - this.#now;
	}

	/** Somebody clicked or typed: the browser may let it sound from now on. */
	unlock(): void {
		if (this.blocked) this.#player.unlock();
	}
	/** Mutes for two minutes from now; muting what is muted does not make it longer. */
	mute(now: Milliseconds): void {
		this.#now = now;
		this.#mutedUntil ??= now + MUTE_MS;
		this.#tell();
	}
	unmute(): void {
		this.#mutedUntil = undefined;
		this.#tell();
	}

	/** Sounds what has to at this moment; call it with every change of the alarms and some times a second. */
	hear({ alarms, flood, now }: Omit<SoundMoment, 'silent'>): void {
		this.#now = now;
		if (this.#mutedUntil !== undefined) {
			if (now >= this.#mutedUntil) this.#mutedUntil = undefined;
			this.#tell();
		}
		const silent = !this.#on || this.#mutedUntil !== undefined || !this.#player.running;
		const { tone, memory } = nextSound(this.#memory ?? soundFrom(alarms), { alarms, flood, silent, now });
		this.#memory = memory;
		if (tone) this.#player.play(tone);
	}

	dispose(): void {
		this.#player.dispose();
	}
}
