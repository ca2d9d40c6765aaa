import type { Alarm } from '#lib/model/alarm.ts';
import type { Neighbour } from '#lib/model/nearby.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { goToSelection } from '../explore/go-to-selection.ts';
import { ALARMS_LAYER } from '../map/selection.svelte.ts';

const PLACE_ZOOM = 16.5;
/** What a camera looks at is drawn from here on. */
const NEIGHBOUR_ZOOM = 17;
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

/** Shows and selects what is near an alarm, whose card stays, and flies there. */
export function goToNeighbour(session: CitySession, alarm: Alarm, { entity, place }: Neighbour): void {
	const layer = session.layers.find(({ stream }) => stream === entity.layer);
	if (!layer) return;
	session.follow(undefined);
	if (!session.view.shows(layer.id)) session.view.showLayer(layer.id, true);
	session.view.select([
		{ layer: ALARMS_LAYER, id: alarm.id },
		{ layer: layer.id, id: entity.id }
	]);
	const [lng, lat] = place;
	session.scene?.flyTo({ lng, lat, zoom: Math.max(NEIGHBOUR_ZOOM, session.view.spec.camera.zoom) });
}

/** Shows the last ten minutes, ten times as fast, where the alarm is. */
export function replayAlarm(session: CitySession, alarm: Alarm): void {
	goToAlarm(session, alarm);
	const { clock } = session;
	clock.seek(session.serverNow() - REPLAY_MS);
	clock.setSpeed(REPLAY_SPEED);
	if (!clock.playing) clock.togglePlay();
}
