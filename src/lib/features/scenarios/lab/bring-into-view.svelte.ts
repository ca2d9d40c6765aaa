import { untrack } from 'svelte';
import type { LngLat } from '#lib/model/geometry.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { showWholeResult } from '../results/show-whole-result.ts';
import { showsEnough } from './shows-enough.ts';

/** Parts of the map's width and height; keys and bands lie over the rest. */
const LEFT = 0.1;
const RIGHT = 0.9;
const TOP = 0.25;
const BOTTOM = 0.8;

/**
 * A layer that comes onto the map and lies outside of the picture is brought into it: a plume in the next quarter is no
 * empty map. Where a link says both layer and camera, its camera stays. Called while a page is made.
 */
export function bringIntoView(session: CitySession): void {
	const { view } = session;
	let seen = view.ownCamera ? nameOf(session) : undefined;
	$effect(() => {
		const { scenario, scene } = session;
		const name = nameOf(session);
		if (!scene || name === undefined || scenario?.state !== 'shown' || name === seen) return;
		seen = name;
		untrack(() => {
			if (!showsEnough(scenario.places, cornersOf(session))) showWholeResult(session);
		});
	});
}

function nameOf({ scenarioView }: CitySession): string | undefined {
	return scenarioView && [scenarioView.id, scenarioView.model, scenarioView.layer].join(' ');
}

/** Counterclockwise; undefined where one of them is in the sky. */
function cornersOf({ scene, mapSize: { width, height } }: CitySession): readonly LngLat[] | undefined {
	const corners = [
		[LEFT, BOTTOM],
		[RIGHT, BOTTOM],
		[RIGHT, TOP],
		[LEFT, TOP]
	].flatMap(([x = 0, y = 0]): LngLat[] => {
		const ground = scene?.groundAt(x * width, y * height);
		return ground ? [[ground.lng, ground.lat]] : [];
	});
	return corners.length === 4 ? corners : undefined;
}
