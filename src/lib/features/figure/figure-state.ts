import type { CityLayer } from '#lib/layers/layer.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import type { SerialisedError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { reasonOf } from '../errors/reason-of.ts';
import type { Recolouring } from '../map/recolouring.svelte.ts';
import { ALARMS_LAYER, NOTES_LAYER } from '../map/selection.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** What a picture still waits for, or why it cannot be had, in the page's language; undefined: it shows all that its view asks for. */
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
	if (sceneError) yield fails(m.figure_map_fails({ reason: reasonOf(sceneError) }));
	if (trouble) yield fails(m.figure_no_webgl());
	if (state === 'failed')
		yield fails(m.figure_colours_fail({ reason: error ? reasonOf(error) : m.figure_colours_fail_empty() }));
	if (state === 'loading') yield waits(m.figure_colours_wait());
	if (picture?.state !== 'ready') yield waits(m.figure_map_waits());
}

/** Rows of live layers are those of the last hour, which is over when the picture is drawn again. */
function* ofFilters({ view, datasets, filtered }: CitySession): Generator<Hindrance> {
	for (const { dataset: id } of view.spec.filters) {
		const dataset = datasets.find((other) => other.id === id);
		if (dataset?.kind !== 'points' && dataset?.kind !== 'shapes')
			yield fails(m.figure_filter_live({ dataset: dataset ? said(dataset.title) : id }));
		else if (!filtered.masks.has(id)) yield waits(m.figure_filter_waits({ dataset: said(dataset.title) }));
	}
}

function* ofLayers(session: CitySession): Generator<Hindrance> {
	const { live, desk, view } = session;
	if (live?.link === 'offline') yield fails(m.figure_layers_unsaid());
	if (live?.link !== 'online') return void (yield waits(m.figure_layers_wait()));
	if (!desk.themes.settled) return void (yield waits(m.figure_themes_wait()));
	for (const id of view.spec.layers) {
		const layer = session.layer(id);
		if (layer) yield* ofLayer(session, layer);
		else yield fails(m.figure_layer_gone({ layer: id }));
	}
}

function* ofLayer(session: CitySession, layer: CityLayer): Generator<Hindrance> {
	const { id, stream } = layer;
	const name = layer.title();
	const progress = session.progress.get(id);
	if (progress?.state === 'failed') yield fails(ofLayerReason(name, progress.error));
	if (progress?.state !== 'shown') yield waits(m.figure_layer_waits({ layer: name }));
	if (id === ALARMS_LAYER) yield* ofAlarms(session, name);
	if (id === NOTES_LAYER && !session.desk.notes.settled) yield waits(m.figure_layer_waits({ layer: name }));
	if (stream === undefined) return;
	const status = session.status(layer);
	if (!status) yield fails(m.figure_layer_unknown({ layer: name }));
	else if (status.failure) yield fails(ofLayerReason(name, status.failure));
	else if (status.loading || (status.cls === 'event' && !session.events.has(id)))
		yield waits(m.figure_state_waits({ layer: name }));
}

function* ofScenario({ scenario, scenarioView }: CitySession): Generator<Hindrance> {
	if (!scenarioView) return;
	const { id, model } = scenarioView;
	const name = scenario?.lacking?.scenario.name ?? id;
	switch (scenario?.state) {
		case 'shown':
			return;
		case 'failed':
			return void (yield fails(
				m.figure_result_fails({
					scenario: name,
					reason: scenario.error ? reasonOf(scenario.error) : m.figure_result_cannot()
				})
			));
		case 'stale':
			return void (yield fails(m.result_stale({ scenario: name, model })));
		case 'missing':
			return void (yield fails(m.result_missing({ scenario: name, model })));
		case 'otherPack':
			return void (yield fails(m.result_other_pack({ scenario: name })));
		default:
			yield waits(m.figure_result_waits({ scenario: name }));
	}
}

function* ofAlarms({ desk, shownTime }: CitySession, name: string): Generator<Hindrance> {
	const { error, at } = desk.pastAlarms;
	if (error) yield fails(ofLayerReason(name, error));
	else if (at !== shownTime) yield waits(m.figure_state_waits({ layer: name }));
}

const ofLayerReason = (layer: string, error: SerialisedError | undefined): string =>
	m.figure_layer_fails({ layer, reason: error ? reasonOf(error) : m.figure_layer_cannot() });

const said = ({ zh, en }: Words): string => (getLocale() === 'en' ? en : zh);
