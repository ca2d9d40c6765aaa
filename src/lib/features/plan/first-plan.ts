import type { CityManifest } from '#lib/model/city.ts';
import { unpackDots } from '#lib/model/packed-dots.ts';
import type { ViewSpec } from '#lib/model/view-spec.ts';
import type { CityLayer } from '#lib/layers/layer.ts';

/** Who waits for the map waits no longer for its plan, ms. */
const PATIENCE_MS = 1500;
const UNSEEN_MS = 500;

/** Dots of one layer. */
export interface PlannedDots {
	/** Degrees, lng and lat in turn. */
	readonly lngLat: Float64Array;
	readonly token: string;
}

/**
 * What the map of a first visit shows while the engines that draw the city are on their way: they are a megabyte of
 * script, its dots some thousand bytes. What is not needed for it is asked for after it.
 */
export interface FirstPlan {
	/** Layers that it draws. */
	readonly layers: readonly string[];
	/** Those that came, back to front; never rejects. */
	readonly dots: Promise<readonly PlannedDots[]>;
	/** They have been painted, or nobody looks. */
	readonly seen: Promise<void>;
}

/** The plan of a view, which is asked for at once; undefined where it would show nothing, or not what the view says. */
export function firstPlanOf(
	{ datasets }: Pick<CityManifest, 'datasets'>,
	{ layers: shown, styles, filters }: Pick<ViewSpec, 'layers' | 'styles' | 'filters'>,
	layers: readonly CityLayer[]
): FirstPlan | undefined {
	if (filters.length > 0 || Object.keys(styles).length > 0 || isKeptHere()) return undefined;
	const planned = shown.flatMap((id) => {
		const token = layers.find((layer) => layer.id === id)?.plan;
		return token !== undefined && datasets.some((dataset) => dataset.id === id) ? [{ id, token }] : [];
	});
	if (planned.length === 0) return undefined;
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const asked = planned.toReversed().map(({ id, token }) => askDots(id, token, signal));
	const dots = Promise.allSettled(asked).then((answers) =>
		answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
	);
	return { layers: planned.map(({ id }) => id), dots, seen: dots.then(nextPaint) };
}

/** A page that nobody looks at paints nothing. */
const nextPaint = (): Promise<void> =>
	new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve));
		setTimeout(resolve, UNSEEN_MS);
	});

/** The engines are in this browser already. */
const isKeptHere = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

async function askDots(id: string, token: string, signal: AbortSignal): Promise<PlannedDots> {
	const response = await fetch(`/api/city/dots/${id}`, { signal, priority: 'high' });
	if (!response.ok) throw new Error(`no dots of ${id}: HTTP ${String(response.status)}`);
	return { lngLat: unpackDots(await response.arrayBuffer()), token };
}
