import { notFound } from '#lib/model/said-error.ts';
import { UNDO_FOR, type WallCommand } from '#lib/model/wall/command.ts';
import { safeScene } from '#lib/model/wall/default-wall.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { comeBack, withoutInterruption } from './interruption.ts';
import { lend, refuseOthers, release, renewed } from './lease.ts';
import { play, resumed, turn } from './playlist-turn.ts';
import { clockOf, pictureOf } from './scene-picture.ts';
import type { Situation } from './situation.ts';
import { LEAD, LEAD_OF_HAND, cameraAt, changed, show, type Picture, type WallState } from './state.ts';
import { saidError } from '#lib/model/said-error.ts';

/**
 * What a wall is after a command. Throws ACT_REFUSED when another holds it or it does not fit what is on, NOT_FOUND for
 * scenes and playlists that there are none of.
 */
export function obey(state: WallState, command: WallCommand, situation: Situation): WallState {
	refuseOthers(state, command);
	const done = act(state, command, situation);
	return { ...done, lease: renewed(done, command.by, situation.now) };
}

function act(state: WallState, command: WallCommand, situation: Situation): WallState {
	const { now, profile } = situation;
	const { picture } = state;
	const motion = { now, reducedMotion: profile.reducedMotion };
	switch (command.kind) {
		case 'take':
			return take(state, sceneOf(command.scene, situation), situation);
		case 'safe':
			return take(state, safeScene, situation);
		case 'undo': {
			const { undo } = state;
			if (!undo || now > undo.until)
				throw saidError('ACT_REFUSED', {
					zh: `没有可撤销的切换：切换后 ${UNDO_FOR / 1000} 秒内可以撤销。`,
					en: `Nothing can be undone: a take can for ${UNDO_FOR / 1000} seconds.`
				});
			const back = { ...state, interruption: undefined, undo: undefined };
			return show(back, resumed(undo.before, situation), motion);
		}
		case 'blank':
			return changed(state, { picture: { ...picture, blank: command.on } }, now);
		case 'message': {
			const { text, seconds } = command;
			const until = now + LEAD + seconds * 1000;
			return changed(state, { message: text === '' ? undefined : { text, until } }, now);
		}
		case 'fly':
			return fly(state, command, situation);
		case 'time': {
			const clock = clockOf(command.time, command.playing, now + LEAD);
			return changed(state, { picture: { ...picture, clock } }, now);
		}
		case 'play': {
			const before = withoutInterruption(state);
			return { ...play(before, command.playlist, situation), undo: undoable(before, situation) };
		}
		case 'next':
			return turn(withoutInterruption(state), 1, situation);
		case 'back':
			return turn(withoutInterruption(state), -1, situation);
		case 'stop':
			return stop(state, situation);
		case 'lease':
			return lend(state, command, now);
		case 'release':
			return release(state, now);
		case 'return':
			if (!state.interruption)
				throw saidError('ACT_REFUSED', { zh: '没有告警占用这面大屏。', en: 'No alarm has taken this wall.' });
			return comeBack(state, situation);
	}
}

/** A scene by hand: the playlist stands still, so that it is not taken away again. */
function take(state: WallState, scene: WallScene, situation: Situation): WallState {
	const before = withoutInterruption(state);
	const { playlist } = before.picture;
	const stopped = playlist && { ...playlist, running: false, nextAt: undefined };
	const picture: Picture = { ...pictureOf(scene, situation), playlist: stopped };
	return {
		...show(before, picture, { now: situation.now, reducedMotion: situation.profile.reducedMotion }),
		undo: undoable(before, situation)
	};
}

const undoable = ({ picture }: WallState, { now }: Situation): WallState['undo'] => ({
	before: picture,
	until: now + UNDO_FOR
});

function fly(
	state: WallState,
	{ to, seconds }: Extract<WallCommand, { kind: 'fly' }>,
	{ now, profile }: Situation
): WallState {
	const startAt = now + LEAD_OF_HAND;
	const steady = seconds <= 1;
	const flight =
		seconds === 0 || profile.reducedMotion
			? undefined
			: {
					from: cameraAt(state, startAt),
					to,
					startAt,
					endAt: startAt + seconds * 1000,
					...(steady && { steady })
				};
	return changed(state, { picture: { ...state.picture, camera: to }, flight }, now, LEAD_OF_HAND);
}

/** The playlist of what is on, or of what an alarm interrupted, runs no longer. */
function stop(state: WallState, { now }: Situation): WallState {
	const { picture, interruption } = state;
	const { playlist } = interruption?.before ?? picture;
	if (!playlist?.running)
		throw saidError('ACT_REFUSED', { zh: '没有正在播放的轮播。', en: 'No playlist is running.' });
	const still = { ...playlist, running: false, nextAt: undefined };
	return changed(
		state,
		interruption
			? { interruption: { ...interruption, before: { ...interruption.before, playlist: still } } }
			: { picture: { ...picture, playlist: still } },
		now
	);
}

function sceneOf(wanted: string | WallScene, { scenes }: Situation): WallScene {
	if (typeof wanted !== 'string') return wanted;
	const known = scenes.find(({ id }) => id === wanted);
	if (!known)
		throw notFound({ zh: `没有场景 ${wanted}。`, en: `There is no scene ${wanted}.` }, { scene: wanted });
	return known;
}
