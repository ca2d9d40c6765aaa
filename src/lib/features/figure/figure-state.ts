import type { CityLayer } from '#lib/layers/layer.ts';
import type { Recolouring } from '../map/recolouring.svelte.ts';
import { ALARMS_LAYER, NOTES_LAYER } from '../map/selection.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** What a picture still waits for, or why it cannot be had; undefined: it shows all that its view asks for. */
export type Hindrance =
	{ readonly kind: 'waits'; readonly message: string } | { readonly kind: 'fails'; readonly message: string };

const waits = (message: string): Hindrance => ({ kind: 'waits', message });
const fails = (message: string): Hindrance => ({ kind: 'fails', message });

/** What keeps a session that stands still from being the picture of its view; failures come first. */
export function hindranceOf(session: CitySession, recolouring: Recolouring): Hindrance | undefined {
	const all = [
		...ofPicture(session, recolouring),
		...ofFilters(session),
		...ofLayers(session),
		...ofScenario(session)
	];
	return all.find(({ kind }) => kind === 'fails') ?? all[0];
}

function* ofPicture(session: CitySession, { state, error }: Recolouring): Generator<Hindrance> {
	const { sceneError, trouble, picture } = session;
	if (sceneError) yield fails(`The map cannot be drawn: ${sceneError.message}`);
	if (trouble) yield fails('The browser refuses WebGL: the map cannot be drawn.');
	if (state === 'failed')
		yield fails(`The buildings cannot be coloured: ${error?.message ?? 'no values came'}.`);
	if (state === 'loading') yield waits('The colours of the buildings are on their way.');
	if (picture?.state !== 'ready') yield waits('The map is being drawn.');
}

/** Rows of live layers are those of the last hour, which is over when the picture is drawn again. */
function* ofFilters({ view, datasets, filtered }: CitySession): Generator<Hindrance> {
	for (const { dataset: id } of view.spec.filters) {
		const dataset = datasets.find((other) => other.id === id);
		if (dataset?.kind !== 'points' && dataset?.kind !== 'shapes')
			yield fails(`The filter on ${id} cannot be frozen: only data of the city's pack can be filtered.`);
		else if (!filtered.masks.has(id)) yield waits(`The rows of ${dataset.title.en} are being filtered.`);
	}
}

function* ofLayers(session: CitySession): Generator<Hindrance> {
	const { live, desk, view } = session;
	if (live?.link === 'offline') yield fails('The server does not say which layers there are.');
	if (live?.link !== 'online') return void (yield waits('The server is asked which layers there are.'));
	if (!desk.themes.settled) return void (yield waits('The server is asked which themes there are.'));
	for (const id of view.spec.layers) {
		const layer = session.layer(id);
		if (layer) yield* ofLayer(session, layer);
		else
			yield fails(`The layer ${id} is not there: its theme may be off, or its data were of another browser.`);
	}
}

function* ofLayer(session: CitySession, layer: CityLayer): Generator<Hindrance> {
	const { id, stream } = layer;
	const name = layer.title();
	const progress = session.progress.get(id);
	if (progress?.state === 'failed')
		yield fails(`${name}: ${progress.error?.message ?? 'it cannot be shown'}`);
	if (progress?.state !== 'shown') yield waits(`${name} is on its way.`);
	if (id === ALARMS_LAYER) yield* ofAlarms(session, name);
	if (id === NOTES_LAYER && !session.desk.notes.settled) yield waits(`${name}: they are on their way.`);
	if (stream === undefined) return;
	const status = session.status(layer);
	if (!status) yield fails(`${name}: the server has no such layer now.`);
	else if (status.failure) yield fails(`${name}: ${status.failure.message}`);
	else if (status.loading || (status.cls === 'event' && !session.events.has(id)))
		yield waits(`${name}: the state of the instant is on its way.`);
}

function* ofScenario({ scenario, scenarioView }: CitySession): Generator<Hindrance> {
	if (!scenarioView) return;
	const name = `The scenario ${scenario?.lacking?.scenario.name ?? scenarioView.id}`;
	switch (scenario?.state) {
		case 'shown':
			return;
		case 'failed':
			return void (yield fails(`${name}: ${scenario.error?.message ?? 'its result cannot be shown'}`));
		case 'stale':
			return void (yield fails(`${name} was changed after its last run: run ${scenarioView.model} again.`));
		case 'missing':
			return void (yield fails(`${name} has no result of ${scenarioView.model}: run it on its page.`));
		case 'otherPack':
			return void (yield fails(`${name} was made for another version of the city's data.`));
		default:
			yield waits(`${name}: its result is on its way.`);
	}
}

function* ofAlarms({ desk, shownTime }: CitySession, name: string): Generator<Hindrance> {
	const { error, at } = desk.pastAlarms;
	if (error) yield fails(`${name}: ${error.message}`);
	else if (at !== shownTime) yield waits(`${name}: those of the instant are on their way.`);
}
