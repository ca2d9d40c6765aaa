import { notFound } from '#lib/model/said-error.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';
import { pictureOf } from './scene-picture.ts';
import type { Situation } from './situation.ts';
import { LEAD, changed, show, type Picture, type PlaylistState, type WallState } from './state.ts';
import { saidError } from '#lib/model/said-error.ts';

/** Scenes of a playlist in their order; those that are gone are left out. */
export const scenesOf = (
	{ scenes: chosen }: WallPlaylist,
	{ scenes }: Pick<Situation, 'scenes'>
): readonly WallScene[] =>
	Array.isArray(chosen)
		? chosen.flatMap((id) => scenes.find((scene) => scene.id === id) ?? [])
		: scenes
				.filter(({ tags }) => tags.includes(chosen.tag))
				.toSorted((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN'));

/** Starts a playlist, or goes on with one that was stopped. Throws NOT_FOUND, ACT_REFUSED for one without scenes. */
export function play(state: WallState, id: string, situation: Situation): WallState {
	const playlist = situation.playlists.find((one) => one.id === id);
	if (!playlist)
		throw notFound({ zh: `没有轮播 ${id}。`, en: `There is no playlist ${id}.` }, { playlist: id });
	const scenes = scenesOf(playlist, situation);
	if (scenes.length === 0)
		throw saidError('ACT_REFUSED', {
			zh: `轮播 ${id} 里没有场景，请先加入。`,
			en: `Playlist ${id} has no scenes: put some into it first.`
		});
	const stopped = state.picture.playlist?.id === id ? state.picture.playlist : undefined;
	const { at, skipped } = freshFrom(scenes, stopped?.at ?? 0, 1, situation) ?? { at: 0, skipped: undefined };
	return go(state, { id, at, running: true, nextAt: undefined, skipped }, { playlist, scenes, situation });
}

/** The next or the last scene of the playlist that is on. Throws ACT_REFUSED when there is none. */
export function turn(state: WallState, step: 1 | -1, situation: Situation): WallState {
	const of = state.picture.playlist;
	const playlist = of && situation.playlists.find(({ id }) => id === of.id);
	const scenes = playlist && scenesOf(playlist, situation);
	if (!playlist || !scenes || scenes.length === 0)
		throw saidError('ACT_REFUSED', {
			zh: '没有打开轮播，请先播放一个。',
			en: 'No playlist is on: play one first.'
		});
	const next = freshFrom(scenes, of.at + step, step, situation);
	if (next) return go(state, { ...of, ...next }, { playlist, scenes, situation });
	const { name } = state.picture.scene;
	const layer = situation.staleLayerOf(state.picture.scene);
	const skipped = layer === undefined ? of.skipped : { scene: name, layer };
	return withPlaylist(state, { ...of, skipped, nextAt: nextAt(of.running, playlist, situation) }, situation);
}

/** The playlist of a running picture turns, waits for an alarm, or goes on after it. The same state when it is not its time. */
export function turnInTime(state: WallState, situation: Situation): WallState {
	const of = state.picture.playlist;
	if (!of?.running) return state;
	const playlist = situation.playlists.find(({ id }) => id === of.id);
	if (!playlist || scenesOf(playlist, situation).length === 0)
		return changed(state, { picture: { ...state.picture, playlist: undefined } }, situation.now);
	if (situation.urgent.length > 0)
		return of.nextAt === undefined ? state : withPlaylist(state, { ...of, nextAt: undefined }, situation);
	if (of.nextAt === undefined)
		return withPlaylist(state, { ...of, nextAt: nextAt(true, playlist, situation) }, situation);
	if (situation.now < of.nextAt) return state;
	const turned = turn(state, 1, situation);
	// Who made it black gives it its picture back.
	return { ...turned, picture: { ...turned.picture, blank: state.picture.blank } };
}

/** A picture that comes back: its playlist gives it its whole time again. */
export function resumed(picture: Picture, situation: Situation): Picture {
	const of = picture.playlist;
	const playlist = of && situation.playlists.find(({ id }) => id === of.id);
	return playlist
		? { ...picture, playlist: { ...of, nextAt: nextAt(of.running, playlist, situation) } }
		: { ...picture, playlist: undefined };
}

function go(
	state: WallState,
	of: PlaylistState,
	{
		playlist,
		scenes,
		situation
	}: { readonly playlist: WallPlaylist; readonly scenes: readonly WallScene[]; readonly situation: Situation }
): WallState {
	const picture = pictureOf(scenes[of.at]!, situation); // freshFrom answers places of this list
	const shown = { ...picture, playlist: { ...of, nextAt: nextAt(of.running, playlist, situation) } };
	return show(state, shown, { now: situation.now, reducedMotion: situation.profile.reducedMotion });
}

const withPlaylist = (state: WallState, playlist: PlaylistState, { now }: Situation): WallState =>
	changed(state, { picture: { ...state.picture, playlist } }, now);

const nextAt = (running: boolean, { dwell }: WallPlaylist, { now, urgent }: Situation) =>
	running && urgent.length === 0 ? now + LEAD + dwell * 1000 : undefined;

/** The first place from one on, in a circle, whose scene has something new to show, and what was left out before it. */
function freshFrom(
	scenes: readonly WallScene[],
	from: number,
	step: 1 | -1,
	{ staleLayerOf }: Situation
): Pick<PlaylistState, 'at' | 'skipped'> | undefined {
	const { length } = scenes;
	let skipped: PlaylistState['skipped'];
	for (let i = 0; i < length; i++) {
		const at = (((from + step * i) % length) + length) % length;
		const scene = scenes[at]!; // a place of this list
		const layer = staleLayerOf(scene);
		if (layer === undefined) return { at, skipped };
		skipped = { scene: scene.name, layer };
	}
	return undefined;
}
