import type { CityLayer } from '#lib/layers/layer.ts';
import type { FigureReport } from '#lib/model/briefing/figure-report.ts';
import { scenarioSource } from '#lib/model/briefing/scenario-source.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { ALARMS_LAYER, NOTES_LAYER } from '../map/selection.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

type Source = FigureReport['sources'][number];
type Run = FigureReport['scenarios'][number];

/** What the layers of a figure are made of, front to back. */
export const figureSources = (session: CitySession): readonly Source[] =>
	session.view.spec.layers.flatMap((id) => {
		const layer = session.layer(id);
		return layer && layer.kind !== 'labels' ? [sourceOf(session, layer)] : [];
	});

/** Runs of scenarios that maps show, each once, as what they are and as a source. */
export function figureRuns(
	sessions: readonly CitySession[]
): readonly { readonly run: Run; readonly source: Source }[] {
	const runs = new Map<string, { readonly run: Run; readonly source: Source }>();
	for (const found of sessions.flatMap(({ scenario }) => scenario?.runs ?? [])) {
		if (found.state !== 'there') continue;
		const { id, name, status } = found.scenario;
		const { model, version, inputs, digest } = found.run;
		const run = { id, name, status, model, version, inputs, digest };
		runs.set(inputs, { run, source: scenarioSource(run, found.model) });
	}
	return [...runs.values()];
}

function sourceOf(session: CitySession, layer: CityLayer): Source {
	const { id, attribution, stream } = layer;
	const status = session.status(layer);
	const name = {
		zh: locale.inLanguage('zh-CN', layer.title),
		en: locale.inLanguage('en', layer.title)
	};
	const still = {
		id: stream === undefined ? `dataset:${id}` : `layer:${stream}`,
		name,
		attribution: attribution ?? status?.attribution ?? '',
		at: null,
		simulated: false,
		replayed: false,
		stale: false
	};
	if (id === ALARMS_LAYER) {
		const simulated = session.alarmsOnMap.some(({ origin }) => origin === 'simulated');
		return { ...still, id: 'alarms', at: session.desk.pastAlarms.at ?? null, simulated };
	}
	if (id === NOTES_LAYER) return { ...still, id: 'notes', at: session.shownTime };
	if (stream === undefined || !status) return still;
	return {
		...still,
		// A function of time is known for any instant.
		at: status.sampled ? session.shownTime : (status.newestAt ?? null),
		simulated: status.origin === 'simulated',
		replayed: status.replayed,
		stale: status.stale
	};
}
