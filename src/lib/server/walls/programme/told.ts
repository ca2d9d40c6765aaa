import type { WallProgramme } from '#lib/model/wall/programme.ts';
import { scenesOf } from './playlist-turn.ts';
import type { Situation } from './situation.ts';
import type { Picture, WallState } from './state.ts';

/** A wall's state as its machines and the desk are told. */
export function programmeOf(
	state: WallState,
	{ profile, scenes, playlists, now }: Pick<Situation, 'profile' | 'scenes' | 'playlists' | 'now'>
): WallProgramme {
	const { rev, applyAt, since, picture, flight, message, lease, suggestion, interruption, undo } = state;
	const { scene, camera, clock, blank } = picture;
	const playlist = playlistOf(interruption?.before ?? picture, { scenes, playlists });
	return {
		profile,
		rev,
		applyAt,
		shownSince: since ?? applyAt,
		scene,
		camera,
		...(flight && { flight }),
		...(clock && { clock }),
		...(playlist && { playlist }),
		blank,
		...(message && { message }),
		...(lease && { lease: leaseTold(lease) }),
		...(interruption && { interruption: interruptionTold(interruption, lease) }),
		...(suggestion && { suggestion }),
		...(undo && now <= undo.until && { undoUntil: undo.until })
	};
}

const leaseTold = ({ role, post, by, until, taken }: NonNullable<WallState['lease']>) => ({
	role,
	post,
	by,
	until,
	...(taken && { taken })
});

const interruptionTold = (
	{ alarm, title, place, cameras, crews, since, returnAt }: NonNullable<WallState['interruption']>,
	lease: WallState['lease']
) => ({
	alarm,
	title,
	...(place && { place }),
	cameras,
	crews,
	since,
	...(!lease && { returnAt })
});

function playlistOf(
	{ playlist: of }: Picture,
	{ scenes, playlists }: Pick<Situation, 'scenes' | 'playlists'>
): WallProgramme['playlist'] {
	const playlist = of && playlists.find(({ id }) => id === of.id);
	if (!playlist) return undefined;
	const { id, at, running, nextAt, skipped } = of;
	return {
		id,
		name: playlist.name,
		at,
		of: scenesOf(playlist, { scenes }).length,
		running,
		waits: running && nextAt === undefined,
		...(nextAt !== undefined && { nextAt }),
		...(skipped && { skipped })
	};
}
