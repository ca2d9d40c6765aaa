import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { scenarioSource } from '#lib/model/briefing/scenario-source.ts';
import type { CityFacts } from './city-facts.ts';
import type { ScenarioAnswer } from './scenario-answer.ts';

export type Source = Briefing['sources'][number];
/** What of a number's making stands beside it. */
export type Provenance = Pick<Source, 'simulated' | 'replayed' | 'scenario' | 'stale'> & {
	readonly sources: string[];
};

const RULES = { zh: '本市告警规则', en: "The city's alarm rules" };

/** Everything that a briefing is made of, noted as it is used, in the order of its first use. */
export class SourceBook {
	readonly #facts: Pick<CityFacts, 'city' | 'layers'>;
	readonly #sources = new Map<string, Source>();
	/** By the digest of their inputs. */
	readonly #runs = new Map<string, Briefing['scenarios'][number]>();

	constructor(facts: Pick<CityFacts, 'city' | 'layers'>) {
		this.#facts = facts;
	}

	get all(): Source[] {
		return [...this.#sources.values()];
	}

	/** Live layers or datasets of the city's pack by their names in SQL; others are passed over. */
	tables(names: readonly string[]): Provenance & Pick<Source, 'at'> {
		return this.#use(names.flatMap((name) => this.#table(name) ?? []));
	}

	/** The alarms: simulated when one of them is, or the city itself; replayed when one is, or all that is alive. */
	alarms(origins: readonly string[]): Provenance & Pick<Source, 'at'> {
		const alive = this.#facts.layers().map(({ origin }) => origin);
		const isReplayed = origins.length === 0 && alive.length > 0 && alive.every((one) => one === 'replayed');
		const source: Source = {
			id: 'alarms',
			name: RULES,
			attribution: '',
			at: null,
			simulated: origins.includes('simulated') || this.#facts.city.fictional,
			replayed: origins.includes('replayed') || isReplayed,
			stale: false
		};
		return this.#use([source]);
	}

	/** Runs of scenarios, in the order of their first use. */
	get runs(): Briefing['scenarios'] {
		return [...this.#runs.values()];
	}
	/** Runs that something shows. */
	note(runs: Briefing['scenarios']): void {
		for (const run of runs) if (!this.#runs.has(run.inputs)) this.#runs.set(run.inputs, run);
	}
	/** What models answered for scenarios. */
	scenarios(answers: readonly ScenarioAnswer[]): Provenance {
		this.note(answers.map(({ scenario }) => scenario));
		return this.#use(answers.map(({ scenario, title }) => scenarioSource(scenario, title)));
	}

	/** What a map says that it shows. */
	take(sources: readonly Source[]): string[] {
		return this.#use(sources).sources;
	}

	#use(sources: readonly Source[]): Provenance & Pick<Source, 'at'> {
		for (const source of sources) {
			const before = this.#sources.get(source.id);
			this.#sources.set(source.id, before ? merged(before, source) : source);
		}
		const times = sources.flatMap(({ at }) => at ?? []);
		return {
			sources: sources.map(({ id }) => id),
			at: times.length > 0 ? Math.max(...times) : null,
			simulated: sources.some(({ simulated }) => simulated),
			replayed: sources.some(({ replayed }) => replayed),
			...(sources.some(({ scenario }) => scenario) && { scenario: true }),
			stale: sources.some(({ stale }) => stale)
		};
	}

	#table(name: string): Source | undefined {
		const layer = this.#facts.layers().find((one) => one.layer === name);
		if (layer)
			return {
				id: `layer:${name}`,
				name: layer.title ?? { zh: name, en: name },
				attribution: layer.attribution,
				at: layer.newestAt,
				simulated: layer.origin === 'simulated',
				replayed: layer.origin === 'replayed' || layer.replayed,
				stale: layer.stale
			};
		const { datasets, attribution, fictional } = this.#facts.city;
		const dataset = datasets.find(({ id }) => id === name);
		return (
			dataset && {
				id: `dataset:${name}`,
				name: dataset.title,
				attribution: dataset.attribution ?? attribution.join(' · '),
				at: null,
				simulated: fictional,
				replayed: false,
				stale: false
			}
		);
	}
}

/** One source that was read twice: its newest datum, and every mark that it had. */
const merged = (before: Source, now: Source): Source => ({
	...before,
	at: before.at === null ? now.at : Math.max(before.at, now.at ?? before.at),
	simulated: before.simulated || now.simulated,
	replayed: before.replayed || now.replayed,
	stale: before.stale || now.stale
});
