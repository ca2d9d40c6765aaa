import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#lib/model/errors.ts';
import { notFound } from '#lib/model/said-error.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { WallAnswer, WallAuditLine, WallCommand } from '#lib/model/wall/command.ts';
import { DEFAULT_WALL, defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { AuditBook, EVERY_WALL } from './audit-book.ts';
import { builtInPlaylists, originsOf, withBuiltIn } from './built-in-scenes.ts';
import { checkProfile } from './check-profile.ts';
import { commandLine, ownActs } from './audit-lines.ts';
import { FlightRate } from './flight-rate.ts';
import { advance } from './programme/advance.ts';
import { obey } from './programme/obey.ts';
import { pictureOf } from './programme/scene-picture.ts';
import type { Situation } from './programme/situation.ts';
import { LEAD, changed, firstState, type WallState } from './programme/state.ts';
import { programmeOf } from './programme/told.ts';
import { WallStates, type Revision } from './wall-states.ts';
import { WallStore, type ThingKind } from './wall-store.ts';

/** What of the city a wall's programme depends on. */
export interface WallSurroundings extends Pick<Situation, 'staleLayerOf' | 'urgent'> {
	readonly scenes: readonly WallScene[];
	readonly cameraOf: (scene: WallScene, profile: WallProfile) => ReturnType<Situation['cameraOf']>;
}

export interface WallsOptions {
	readonly database: DatabaseSync;
	readonly now: () => EpochMs;
	/** As it is at this moment; asked anew for each step. */
	readonly surroundings: () => WallSurroundings;
	/** Pages fetch the walls anew. */
	readonly onChanged: (rev: number) => void;
}

/** The walls of a city: what they are made of, what they show, and who did what. */
export class Walls {
	readonly #options: WallsOptions;
	readonly #store: WallStore;
	readonly #audit: AuditBook;
	readonly #states: WallStates;
	readonly #flights = new FlightRate();

	constructor(options: WallsOptions) {
		this.#options = options;
		this.#store = new WallStore(options.database);
		this.#audit = new AuditBook(options.database);
		const { database, onChanged } = options;
		this.#states = new WallStates(
			{ database, store: this.#store, audit: this.#audit, onChanged },
			this.profiles.map(({ id }) => id)
		);
		onChanged(this.#store.rev);
	}

	/** Grows with each change, also over restarts. */
	get rev(): number {
		return this.#store.rev;
	}
	/** Those that people made, and the one that is always there. */
	get profiles(): readonly WallProfile[] {
		return withBuiltIn(this.#store.all('profile'), [defaultProfile(DEFAULT_WALL)]);
	}
	get scenes(): readonly WallScene[] {
		return withBuiltIn(this.#store.all('scene'), this.#options.surroundings().scenes);
	}
	get playlists(): readonly WallPlaylist[] {
		return withBuiltIn(this.#store.all('playlist'), builtInPlaylists);
	}

	get origins(): WallList['origins'] {
		return {
			scenes: originsOf(this.#store.all('scene'), this.#options.surroundings().scenes),
			playlists: originsOf(this.#store.all('playlist'), builtInPlaylists)
		};
	}

	/** Throws NOT_FOUND. */
	profile(wall: string): WallProfile {
		const profile = this.profiles.find(({ id }) => id === wall);
		if (profile) return profile;
		throw notFound(
			{ zh: `没有大屏 ${wall}：请先在值守台新建。`, en: `There is no wall ${wall}: make it at the desk.` },
			{ wall }
		);
	}

	/** What is on air. A wall that nobody made shows the city, at revision 0. */
	programme(wall: string): WallProgramme {
		const profile = this.profiles.find(({ id }) => id === wall);
		const situation = this.#situation(profile ?? defaultProfile(wall));
		if (profile) return programmeOf(this.#state(wall, situation), situation);
		return { ...programmeOf(firstOf(situation), situation), rev: 0, applyAt: 0, shownSince: 0 };
	}

	/** Newest revisions of a wall since the start, the oldest first. */
	revisions(wall: string): readonly Revision[] {
		return this.#states.revisions(wall);
	}

	/** Who did what, the newest first. Throws NOT_FOUND. */
	audit(wall: string): readonly WallAuditLine[] {
		this.profile(wall);
		return this.#audit.lines(wall);
	}

	/**
	 * Does what was commanded: kept when this returns. Throws NOT_FOUND, ACT_REFUSED, OVERLOADED for too many flights,
	 * LOG_FULL.
	 */
	command(wall: string, command: WallCommand): WallAnswer {
		const situation = this.#situation(this.profile(wall));
		this.#step(wall, situation);
		const state = this.#state(wall, situation);
		const { now } = situation;
		const line = (outcome: WallAuditLine['outcome'], after = state) =>
			commandLine(command, { before: state.rev, after: after.rev, outcome, now });
		const unchanged = (outcome: 'repeated' | 'stale'): WallAnswer => {
			this.#audit.write(wall, line(outcome), command.id);
			return { outcome, programme: programmeOf(state, situation) };
		};
		if (command.id !== undefined && this.#audit.wasDone(wall, command.id)) return unchanged('repeated');
		if (command.rev !== state.rev) return unchanged('stale');
		let after: WallState;
		try {
			if (command.kind === 'fly') this.#flights.take(wall, now);
			after = obey(state, command, situation);
		} catch (thrown) {
			this.#audit.write(wall, { ...line('refused'), why: AppError.from(thrown).message }, command.id);
			throw thrown;
		}
		this.#states.keep(wall, after, [line('done', after)], command.id);
		return { outcome: 'done', programme: programmeOf(after, situation) };
	}

	/** Takes what time brought by now; call it some times a second. Throws what kept it from being written, not from being shown. */
	tick(): void {
		for (const profile of this.profiles) this.#step(profile.id, this.#situation(profile));
	}

	/** Throws INPUT_INVALID for machines that do not fit, OVERLOADED when there are too many walls. */
	keepProfile(profile: WallProfile, by: string): void {
		checkProfile(profile);
		this.#store.keep('profile', profile);
		const situation = this.#situation(profile);
		const before = this.#state(profile.id, situation);
		const after = changed(before, {}, situation.now);
		const line = { at: situation.now, by, what: 'profile', before: before.rev, after: after.rev };
		this.#states.keep(profile.id, after, [{ ...line, outcome: 'done' }]);
	}
	/** What is on air stays as it was taken. */
	keepScene(scene: WallScene, by: string): void {
		this.#store.keep('scene', scene);
		this.note(EVERY_WALL, { by, what: 'scene', of: scene.id });
		this.changed();
	}
	keepPlaylist(playlist: WallPlaylist, by: string): void {
		this.#store.keep('playlist', playlist);
		this.note(EVERY_WALL, { by, what: 'playlist', of: playlist.id });
		this.changed();
	}
	/** One that every city has is as it was before somebody changed it. Throws NOT_FOUND. */
	forget(kind: ThingKind, id: string, by: string): void {
		this.#store.forget(kind, id);
		this.note(kind === 'profile' ? id : EVERY_WALL, { by, what: `forget-${kind}`, of: id });
		if (kind === 'profile') this.#states.forget(id);
		this.changed();
	}

	/** A line of what was done at the desk, besides commands. */
	note(wall: string, line: Pick<WallAuditLine, 'by' | 'what' | 'of'>): void {
		const rev = this.#states.get(wall)?.rev ?? 0;
		const at = this.#options.now();
		this.#audit.write(wall, { ...line, at, before: rev, after: rev, outcome: 'done' });
	}

	/** Something that the desk is told of is another one. */
	changed(): void {
		this.#store.nextRev();
		this.#store.keepRev();
		this.#options.onChanged(this.#store.rev);
	}

	#situation(profile: WallProfile): Situation {
		const { staleLayerOf, urgent, cameraOf, scenes } = this.#options.surroundings();
		return {
			now: this.#options.now(),
			profile,
			scenes: withBuiltIn(this.#store.all('scene'), scenes),
			playlists: this.playlists,
			cameraOf: (scene) => cameraOf(scene, profile),
			staleLayerOf,
			urgent
		};
	}

	#state(wall: string, situation: Situation): WallState {
		return this.#states.get(wall) ?? this.#states.begin(wall, firstOf(situation));
	}

	#step(wall: string, situation: Situation): void {
		const state = this.#state(wall, situation);
		const after = advance(state, situation);
		if (after !== state) this.#states.showAndKeep(wall, after, ownActs(state, after, situation.now));
	}
}

/** The first scene that there is: of a wall that nobody has commanded yet. */
function firstOf(situation: Situation): WallState {
	const [first] = situation.scenes;
	if (!first) throw new AppError('INTERNAL', { message: 'A city has at least the scene of itself.' });
	return firstState(pictureOf(first, situation), situation.now - LEAD);
}
