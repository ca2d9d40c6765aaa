import { goto } from '$app/navigation';
import type { Camera } from '#lib/model/city.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatMinute } from '#lib/ui/format.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { cameraFor } from './picture-zoom.ts';
import { freeId } from './scene-draft.ts';

const LONGEST_NAME = 80;

/**
 * Keeps the view of a page as a scene and opens it in the preview of the first wall, where it shows as much of the city
 * from top to bottom as it does here. Nothing goes on air by this.
 */
export function sendToWall(session: CitySession): void {
	const { acting, walls } = session.desk;
	acting.attempt(async (by, token) => {
		await walls.ask();
		if (walls.error) throw walls.error;
		const wall = walls.all[0]?.profile;
		const taken = walls.scenes.map(({ id }) => id);
		const scene = sceneOfView(session, taken, (camera) =>
			wall ? cameraFor(camera, session.mapSize.height, wall.height) : camera
		);
		await walls.keep({ scene }, by, token);
		const page = wall ? `/ops/walls/${wall.id}` : '/ops/walls';
		await goto(`${page}?scene=${scene.id}`); // eslint-disable-line svelte/no-navigation-without-resolve -- a page of this product
	});
}

/** What a page shows, as a scene with a name of its own; files that were dropped here stay here. */
function sceneOfView(
	session: CitySession,
	taken: readonly string[],
	onWall: (camera: Camera) => Camera
): WallScene {
	const { view, clock, theme: id, desk } = session;
	const theme = id === undefined ? undefined : desk.themes.get(id);
	const local = new Set(session.locals.map(({ dataset }) => dataset.id));
	const { spec } = view;
	return {
		id: freeId(theme?.id ?? 'view', taken),
		name: nameOf(session, theme?.title),
		layout: spec.compare ? 'compare' : theme ? 'theme' : 'overview',
		...(theme && { theme: theme.id }),
		view: {
			...spec,
			look: 'wall',
			camera: onWall(spec.camera),
			layers: spec.layers.filter((layer) => !local.has(layer)),
			charts: [],
			pinned: [],
			time: clock.view()
		},
		language: 'zh-CN',
		tags: []
	};
}

/** 防汛 14:05, Flood 14:05: what it is of, and when it was sent. */
function nameOf({ city, now }: CitySession, title: Words = city.name): WallScene['name'] {
	const time = formatMinute('en', city.timezone, now);
	const named = (of: string, locale: 'zh-CN' | 'en') =>
		m.walls_scene_sent({ of, time }, { locale }).slice(0, LONGEST_NAME);
	return { zh: named(title.zh, 'zh-CN'), en: named(title.en, 'en') };
}
