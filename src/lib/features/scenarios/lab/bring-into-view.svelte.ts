import { untrack } from 'svelte';
import { zoomOfBox } from '../../annotate/go-to-note.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { viewGround } from '../../map/view-box.ts';
import { showWholeResult } from '../results/show-whole-result.ts';
import { showsEnough } from './shows-enough.ts';

/** Of the map; keys and bands lie over the rest. */
const CLEAR = [-0.8, -0.6, 0.8, 0.5] as const;

/** So many levels of zoom away, single things are no longer told apart. */
const FAR_OUT = 2;

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
			const { width, height } = session.mapSize;
			const ground = viewGround(scene.camera, width, height, CLEAR);
			const { box, places } = scenario;
			const isWide =
				box !== undefined && scene.camera.zoom - zoomOfBox(box, Math.min(width, height)) > FAR_OUT;
			if (!showsEnough(places, ground, isWide)) showWholeResult(session);
		});
	});
}

function nameOf({ scenarioView }: CitySession): string | undefined {
	return scenarioView && [scenarioView.id, scenarioView.model, scenarioView.layer].join(' ');
}
