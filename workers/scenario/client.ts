import { AppError } from '#lib/model/errors.ts';
import { connect, type Endpoint, type Remote } from '../rpc.ts';
import type { ScenarioApi, ScenarioCity } from './api.ts';

export type { ScenarioCity } from './api.ts';
export type { CityPlace, TransitRoute, TransitStop } from './city-lookup.ts';
export type { CityRoad, RoadThere } from './road-lookup.ts';
export type { Blocks, Lines, ZonePlaces } from './scenario-places.ts';

/** Models and the places of their results, off the page. Scenarios are plain data. */
export interface ScenarioWorker extends Omit<Remote<ScenarioApi>, 'start'> {
	/** Ends the worker, and what it is computing with it. */
	stop(): void;
}

/** What is needed of a worker; tests put a channel here. */
export interface ScenarioThread extends Endpoint {
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
	addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
	terminate(): void;
}

const createThread = (): ScenarioThread =>
	new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'scenario' });

/** The worker starts with the first question; one that crashed fails what it was asked, and the next question starts another. */
export function openScenarioWorker(
	{ manifest, packUrl }: ScenarioCity,
	create: () => ScenarioThread = createThread
): ScenarioWorker {
	let running: { readonly api: Remote<ScenarioApi>; end(reason: AppError): void } | undefined;
	const start = () => {
		const thread = create();
		const api = connect<ScenarioApi>(thread);
		const end = (reason: AppError) => {
			thread.terminate();
			api.fail(reason);
			if (running === begun) running = undefined;
		};
		const begun = { api, end };
		thread.addEventListener('error', ({ message }) =>
			end(new AppError('WORKER_CRASHED', { message: message || 'the scenario worker did not start' }))
		);
		const base = (globalThis as { location?: Location }).location?.href; // a page has one
		// Whoever asks the worker that did not start hears why.
		api.start({ manifest, packUrl: new URL(packUrl, base).href }).catch(() => undefined);
		return begun;
	};
	const stop = () => running?.end(new AppError('ABORTED', { message: 'The scenario worker was stopped.' }));
	const api = () => (running ??= start()).api;
	return {
		run: (...asked) => api().run(...asked),
		lines: (...asked) => api().lines(...asked),
		zones: (...asked) => api().zones(...asked),
		shapes: (...asked) => api().shapes(...asked),
		bodies: (...asked) => api().bodies(...asked),
		roadAt: (...asked) => api().roadAt(...asked),
		joins: (...asked) => api().joins(...asked),
		roads: (...asked) => api().roads(...asked),
		facilityAt: (...asked) => api().facilityAt(...asked),
		facilities: (...asked) => api().facilities(...asked),
		buildings: (...asked) => api().buildings(...asked),
		stops: () => api().stops(),
		routes: () => api().routes(),
		stop
	};
}
