import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { Briefing, FreezeFailure } from '#lib/model/briefing/frozen.ts';
import { numberNames, textsOf } from '#lib/model/briefing/number-names.ts';
import { VERSION } from '#lib/server/version.ts';
import type { FreezingFolder } from '../freezing-folder.ts';
import type { CityFacts } from './city-facts.ts';
import { freezeFigure } from './freeze-figure.ts';
import { IndicatorReadings } from './indicator-readings.ts';
import { readNumbers } from './read-numbers.ts';
import { recordFacts } from './recorded-facts.ts';
import { SourceBook } from './source-book.ts';
import { failureOf } from './failure-of.ts';

export interface FreezeOptions {
	readonly corrects?: Briefing['corrects'];
	/** Name of the schedule that wants it. */
	readonly schedule?: string;
	/** The first is being done, the second … */
	readonly onStep?: (step: number) => void;
}

export type Frozen =
	| { readonly kind: 'frozen'; readonly id: string }
	| { readonly kind: 'failed'; readonly failures: readonly FreezeFailure[] };

/** Numbers are one step, every figure is one. */
export const freezeSteps = ({ steps }: Pick<BriefingDraft, 'steps'>): number =>
	1 + steps.filter(({ figure }) => figure).length;

/**
 * Reads every number of a draft at one instant, draws its figures as of then, and publishes all of it; or nothing, with
 * every reason why. The folder is gone afterwards, or is the briefing's.
 */
export async function freeze(
	draft: BriefingDraft,
	city: CityFacts,
	folder: FreezingFolder,
	{ corrects, schedule, onStep }: FreezeOptions = {}
): Promise<Frozen> {
	try {
		const { facts, keep } = recordFacts(city, folder);
		const at = facts.now();
		const sources = new SourceBook(facts);
		const place = { facts, sources, at, folder, indicators: new IndicatorReadings(facts, sources, at) };
		onStep?.(1);
		const { values, cards, failures: unread } = await readNumbers(draft, place);
		const failures = [...unread, ...unboundNames(draft)];
		const figures: Briefing['figures'] = {};
		const renderers = new Set<string>();
		let step = 1;
		for (const { id, figure } of draft.steps) {
			if (!figure) continue;
			onStep?.(++step);
			try {
				const frozen = await freezeFigure({ id }, figure, place);
				figures[id] = frozen.figure;
				if (frozen.renderer !== undefined) renderers.add(frozen.renderer);
			} catch (thrown) {
				failures.push(failureOf('figure', id, thrown));
			}
		}
		if (failures.length > 0) {
			folder.discard();
			return { kind: 'failed', failures };
		}
		keep();
		const id = folder.publish({
			v: 1,
			draft,
			city: cityOf(facts),
			program: { version: VERSION, renderer: [...renderers].join(', ') },
			frozenAt: at,
			dataAsOf: newest([...Object.values(values), ...cards], figures),
			values,
			cards,
			figures,
			sources: sources.all,
			scenarios: sources.runs,
			...(corrects && { corrects }),
			...(schedule !== undefined && { schedule })
		});
		return { kind: 'frozen', id };
	} catch (thrown) {
		folder.discard();
		throw thrown;
	}
}

/** Names in its texts that no binding has. */
export const unboundNames = (draft: BriefingDraft): readonly FreezeFailure[] =>
	[...new Set(textsOf(draft).flatMap(numberNames))]
		.filter((name) => !Object.hasOwn(draft.bindings, name))
		.map((name) => ({
			what: 'binding',
			id: name,
			message: `The text has a place for '${name}', but there is no number of that name: add it, or write the text without it.`,
			zh: `正文引用了“${name}”，却没有这个名字的数字：请添加，或改写正文。`
		}));

function cityOf({ city }: CityFacts): Briefing['city'] {
	const { id, name, timezone, fictional, attribution, version } = city;
	return { id, name, timezone, fictional, attribution, pack: version };
}

function newest(
	numbers: readonly { readonly at: number | null }[],
	figures: Briefing['figures']
): number | null {
	const times = [
		...numbers.map(({ at }) => at),
		...Object.values(figures).map((figure) => (figure.kind === 'map' ? figure.dataAsOf : figure.at))
	].filter((at) => at !== null);
	return times.length > 0 ? Math.max(...times) : null;
}
