import type { Words } from '../alarm-rule.ts';
import type { EpochMs } from '../units.ts';
import type { Briefing } from './frozen.ts';

type MapFigure = Extract<Briefing['figures'][string], { readonly kind: 'map' }>;

/**
 * What the page of a figure says of it, as `window.__figure`: together with `window.__render` it tells whether the
 * picture is what the view asked for. `ready`: the states of all layers are those of its instant.
 */
export interface FigureReport {
	readonly state: 'loading' | 'ready' | 'error';
	/** What it waits for, or what is wrong, in one sentence; absent when it is ready. */
	readonly message?: Words;
	readonly legend: MapFigure['legend'];
	readonly sources: Briefing['sources'];
	/** Epoch ms of the newest datum in the picture; null when it shows none. */
	readonly dataAsOf: EpochMs | null;
	readonly simulated: boolean;
	readonly replayed: boolean;
	/** Runs of scenarios that the picture shows. */
	readonly scenarios: Briefing['scenarios'];
}

declare global {
	interface Window {
		__figure?: FigureReport;
	}
}
