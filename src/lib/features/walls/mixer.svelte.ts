import { untrack } from 'svelte';
import type { Camera } from '#lib/model/city.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { LEASE_MINUTES } from '#lib/model/wall/command.ts';
import type { ListedWall } from '#lib/model/wall/wall-list.ts';
import { m } from '#lib/paraglide/messages.js';
import { operator } from '#lib/state/operator.svelte.ts';
import type { WallOrder } from '#lib/state/walls.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { Follow } from './follow.ts';
import { holderName } from '../wall/post-words.ts';
import { refusalText } from './refusal-text.ts';
import type { Preview } from './preview.svelte.ts';

/** Commands that mean the same whatever is on air. */
const ANY_TIME: ReadonlySet<WallOrder['kind']> = new Set(['lease', 'release', 'message']);
const LONGEST_ROLE = 40;
/** So long a flight takes that follows a hand: a bit longer than the next one is away. */
const FOLLOW_SECONDS = 0.4;
/** A lease of which less than this is left is renewed when its holder does something, ms. */
const RENEW_BELOW = 600_000;

/** The duty officer's hand on one wall: its commands, and what became of the last one. */
export class Mixer {
	readonly session: CitySession;
	readonly preview: Preview;
	readonly #wallId: () => string;
	/** The last command was meant for what is on air no more, and changed nothing. */
	#wasStale = $state(false);
	/** The wall's camera goes where the preview's does. */
	#following = $state(false);
	readonly #follow = new Follow(async (to) => {
		const wall = this.wall;
		const { walls, acting } = this.session.desk;
		if (!wall) return;
		try {
			await walls.command(wall, { kind: 'fly', to, seconds: FOLLOW_SECONDS }, operator.name, operator.token);
		} catch (thrown) {
			this.#following = false;
			acting.fail(thrown);
			throw thrown;
		}
	});
	/** Camera of the map that was followed last. */
	#sent: Camera | undefined;
	/** Who loses the wall is asked about; its form is open. */
	takingOver = $state(false);
	/** Take-overs from us that were read, by their instant. */
	#readTakeOver = $state<EpochMs | undefined>();

	constructor(session: CitySession, preview: Preview, wallId: () => string) {
		this.session = session;
		this.preview = preview;
		this.#wallId = wallId;
	}

	get wall(): ListedWall | undefined {
		return this.session.desk.walls.get(this.#wallId());
	}
	readonly lease = $derived.by(() => {
		const lease = this.wall?.programme.lease;
		return lease && lease.until > this.session.now ? lease : undefined;
	});
	readonly isMine: boolean = $derived(this.lease !== undefined && this.lease.by === operator.name);
	/** Another holds the wall: commands would be refused. */
	readonly isHeld: boolean = $derived(this.lease !== undefined && !this.isMine);
	/** The one who took the wall from us, and why, until that was read. */
	readonly lostTo = $derived.by(() => {
		const taken = this.lease?.taken;
		if (!taken || taken.from.by !== operator.name || taken.at === this.#readTakeOver) return undefined;
		return { role: holderName(this.lease!), reason: taken.reason }; // there is a lease where something of it is
	});
	/** Why the last command changed nothing; undefined when it did. */
	readonly problem: string | undefined = $derived.by(() => {
		const { error } = this.session.desk.acting;
		if (error) return refusalText(error, this.session.city.timezone);
		return this.#wasStale ? m.walls_stale() : undefined;
	});
	/** Milliseconds in which the last take can be undone; undefined: there is none. */
	readonly undoLeft: number | undefined = $derived.by(() => {
		const left = (this.wall?.programme.undoUntil ?? 0) - this.session.now;
		return left > 0 ? left : undefined;
	});

	/** Commands the wall in the operator's name; what the server refuses stands in `acting.error`. */
	give(order: WallOrder): void {
		this.session.desk.acting.attempt((by, token) => this.#command(() => order, by, token));
	}

	async #command(orderOf: (by: string) => WallOrder, by: string, token: string | undefined): Promise<void> {
		const order = orderOf(by);
		const send = async () => this.wall && this.session.desk.walls.command(this.wall, order, by, token);
		let answer = await send();
		// The answer told us what is on air now: what has nothing to do with that is said again.
		if (answer?.outcome === 'stale' && ANY_TIME.has(order.kind)) answer = await send();
		this.#wasStale = answer?.outcome === 'stale';
	}

	get following(): boolean {
		return this.#following && this.canFollow;
	}
	/** Both show the same scene, and nobody else holds the wall. */
	readonly canFollow: boolean = $derived.by(
		() => !this.isHeld && this.preview.scene?.id === this.wall?.programme.scene.id
	);
	/** Following asks for the operator's name once, like any command. */
	toggleFollowing(): void {
		const on = !this.#following;
		this.session.desk.acting.attempt(async () => {
			this.#following = on;
		});
	}
	/** Sends the wall after the preview; an effect of the page. */
	watchCamera(): void {
		const { camera } = this.session.view.spec;
		if (!this.following) {
			this.#sent = camera;
			return this.#follow.stop();
		}
		if (this.#sent !== camera) untrack(() => this.#follow.to(this.preview.view().camera));
		this.#sent = camera;
	}

	take(): void {
		const { prepared, changed, scene } = this.preview;
		if (!prepared || !scene) return;
		const isKept = !changed && this.session.desk.walls.scene(scene.id) !== undefined;
		this.give({ kind: 'take', scene: isKept ? scene.id : prepared });
	}
	undo(): void {
		if (this.undoLeft !== undefined) this.give({ kind: 'undo' });
	}
	blank(): void {
		this.give({ kind: 'blank', on: this.wall?.programme.blank !== true });
	}
	safe(): void {
		this.give({ kind: 'safe' });
	}
	/** Runs the playlist that was stopped, stops the one that runs. */
	stopOrGoOn(): void {
		const playlist = this.wall?.programme.playlist;
		if (playlist) this.give(playlist.running ? { kind: 'stop' } : { kind: 'play', playlist: playlist.id });
	}
	/** Takes control of a wall that is free, gives it back when it is ours; of another's it asks for the reason. */
	control(): void {
		if (this.isHeld) this.takingOver = true;
		else if (this.isMine) this.give({ kind: 'release' });
		else this.#lease();
	}
	takeOver(reason: string): void {
		this.takingOver = false;
		this.#lease(reason);
	}
	renew(): void {
		if (this.isMine) this.#lease();
	}
	/** The operator does something at the desk: the wall stays theirs. */
	active(): void {
		const lease = this.lease;
		if (lease && this.isMine && !this.session.desk.acting.busy)
			if (lease.until - this.session.now < RENEW_BELOW) this.#lease();
	}
	forgetProblem(): void {
		this.session.desk.acting.forgetError();
		this.#wasStale = false;
	}
	forgetLoss(): void {
		this.#readTakeOver = this.lease?.taken?.at;
	}

	#lease(reason?: string): void {
		const { acting } = this.session.desk;
		acting.attempt((by, token) =>
			this.#command(
				(name) => ({
					kind: 'lease',
					role: name.slice(0, LONGEST_ROLE),
					post: operator.post,
					minutes: LEASE_MINUTES,
					...(reason !== undefined && { reason })
				}),
				by,
				token
			)
		);
	}
}
