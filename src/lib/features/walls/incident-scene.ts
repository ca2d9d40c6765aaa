import type { WallIncident } from '#lib/model/wall/programme.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { ALARMS_LAYER } from '../map/selection.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { firstSceneView } from './first-scene-view.ts';

/** How an alarm's place is looked at. */
const CLOSE = { zoom: 16.5, pitch: 50 };
const LONGEST_NAME = 80;
/** Of a wall that nobody described. */
const FULL_HD = { width: 1920, height: 1080 };

/** The scene of an alarm that asks for a wall: its place, with it selected; the view of its theme when there is one. */
export function incidentScene(session: CitySession, { alarm, title, place }: WallIncident): WallScene {
	const theme = session.desk.alarms.get(alarm)?.theme;
	const themed = theme === undefined ? {} : { theme };
	const view = firstSceneView(session, themed, FULL_HD);
	return {
		id: 'incident',
		name: { zh: title.zh.slice(0, LONGEST_NAME), en: title.en.slice(0, LONGEST_NAME) },
		layout: 'incident',
		...themed,
		view: {
			...view,
			...(place && { camera: { ...view.camera, ...CLOSE, lng: place[0], lat: place[1] } }),
			layers: [ALARMS_LAYER, ...view.layers.filter((id) => id !== ALARMS_LAYER)],
			selection: [{ layer: ALARMS_LAYER, id: alarm }]
		},
		language: 'zh-CN',
		tags: []
	};
}
