import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { SCENE_LAYOUTS } from '#lib/model/wall/scene.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Programme } from '#lib/state/programme.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { WallGeometry, type WallInset, type WallPlace } from './geometry.svelte.ts';
import { brightnessAt } from './picture/night.ts';

export type SceneLayout = (typeof SCENE_LAYOUTS)[number];

/** What is on air, or would be. */
export type ShownProgramme = Pick<Programme, 'wall' | 'current' | 'refresh'>;

export interface SurfaceOptions {
	readonly session: CitySession;
	readonly programme: ShownProgramme;
	readonly place: WallPlace | undefined;
	/** The window shows what its link says, and follows no programme. */
	readonly ownView: boolean;
	/** Frames a second that the link asks for. */
	readonly fps: number | undefined;
	/** Absent: the picture fills the window. */
	readonly inset?: () => WallInset;
}

/** A wall that has heard nothing for so long shows what it last knew, in words. */
const SAFE_AFTER: Milliseconds = 300_000;

/** One window of a wall: where things stand in it, and what it is to show. */
export class WallSurface extends WallGeometry {
	readonly session: CitySession;
	readonly programme: ShownProgramme;
	readonly ownView: boolean;
	/** The programme that it follows; undefined for a window with a view of its own, and before the first answer. */
	readonly onAir: WallProgramme | undefined = $derived.by(() =>
		this.ownView ? undefined : this.programme.current
	);
	/** Since when nobody has heard of the server. */
	readonly lostSince: EpochMs | undefined = $derived.by(() => {
		const { live } = this.session;
		return live?.link === 'offline' ? live.since : undefined;
	});
	readonly layout: SceneLayout = $derived.by(() => {
		const { lostSince, onAir, session } = this;
		if (lostSince !== undefined && session.now - lostSince >= SAFE_AFTER) return 'safe';
		if (onAir) return onAir.scene.layout;
		return session.view.spec.compare ? 'compare' : session.theme === undefined ? 'overview' : 'theme';
	});
	/** Frames a second at most: `fps=` of the link, within what the wall can. */
	readonly fps: number = $derived.by(() => Math.min(this.#linkedFps ?? Infinity, this.profile.fps));
	readonly brightness: number = $derived.by(() =>
		brightnessAt(this.profile.night, this.session.city.timezone, this.session.now)
	);
	/** Id of the alarm that an incident is about. */
	readonly incident: string | undefined = $derived.by(
		() => this.onAir?.interruption?.alarm ?? this.session.selection.alarmId
	);

	override get isWordy(): boolean {
		return this.layout === 'incident';
	}

	readonly #linkedFps: number | undefined;

	constructor({ session, programme, place, ownView, fps, inset }: SurfaceOptions) {
		super(() => programme.current?.profile ?? defaultProfile(programme.wall), place, inset);
		this.session = session;
		this.programme = programme;
		this.ownView = ownView;
		this.#linkedFps = fps;
	}
}
