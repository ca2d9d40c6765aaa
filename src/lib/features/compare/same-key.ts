import { classKey } from '#lib/layers/styled/class-focus.ts';
import { keyedLayers } from '../map/keyed-layers.ts';
import { BUILDINGS_LAYER, type Recolouring } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

interface KeyedSide {
	readonly session: CitySession;
	readonly recolouring: Recolouring;
}

/** True when the keys of two sides differ in nothing but their counts: one of them explains both pictures. */
export const haveSameKey = (a: KeyedSide, b: KeyedSide): boolean => explained(a) === explained(b);

function explained({ session, recolouring }: KeyedSide): string {
	const { view, buildingsInstead } = session;
	const keyed = keyedLayers(session);
	const layers = [...keyed.explained, ...keyed.named].map(({ id, legend, mark }) => [
		id,
		mark,
		view.spec.styles[id],
		legend && [legend.metric, legend.drawn?.form, legend.drawn?.size, classesOf(legend.classes)]
	]);
	const buildings = view.shows(BUILDINGS_LAYER) &&
		!buildingsInstead && [view.spec.recolour, classesOf(recolouring.legend?.classes ?? [])];
	return JSON.stringify([layers, buildings, view.spec.scenario]);
}

const classesOf = (classes: readonly (Parameters<typeof classKey>[0] & { readonly token: string })[]) =>
	classes.map((item) => [classKey(item), item.token]);
