import type { Alarm } from '#lib/model/alarm.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { goToSelection } from '../explore/go-to-selection.ts';

const PLACE_ZOOM = 16.5;
const REPLAY_MS = 600_000;
const REPLAY_SPEED = 10;

/** "Seen, and I own the next step." One after the other: what was refused stays as it was. */
export function acknowledge({ desk }: CitySession, ...alarms: readonly Alarm[]): void {
	const unseen = alarms.filter(({ acknowledged }) => !acknowledged);
	if (unseen.length === 0) return;
	desk.acting.attempt(async (by, token) => {
		for (const { id } of unseen) await desk.alarms.act(id, { act: 'acknowledge', by }, token);
	});
}

export function unshelve({ desk }: CitySession, { id }: Alarm): void {
	desk.acting.attempt((by, token) => desk.alarms.act(id, { act: 'unshelve', by }, token));
}

/** Selects an alarm with what it is about, and flies there. */
export function goToAlarm(session: CitySession, alarm: Alarm): void {
	session.follow(undefined);
	session.selection.alarm(alarm);
	if (alarm.place) {
		const [lng, lat] = alarm.place;
		session.scene?.flyTo({ lng, lat, zoom: Math.max(PLACE_ZOOM, session.view.spec.camera.zoom) });
	} else void goToSelection(session);
}

/** Shows the last ten minutes, ten times as fast, where the alarm is. */
export function replayAlarm(session: CitySession, alarm: Alarm): void {
	goToAlarm(session, alarm);
	const { clock } = session;
	clock.seek(session.serverNow() - REPLAY_MS);
	clock.setSpeed(REPLAY_SPEED);
	if (!clock.playing) clock.togglePlay();
}
