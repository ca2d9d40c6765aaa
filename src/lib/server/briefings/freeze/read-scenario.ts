import type { Binding } from '#lib/model/briefing/draft.ts';
import type { FrozenValue } from '#lib/model/briefing/frozen.ts';
import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import type { CityFacts } from './city-facts.ts';
import type { ScenarioAnswer } from './scenario-answer.ts';
import type { SourceBook } from './source-book.ts';
import { saidError } from '#lib/model/said-error.ts';

/**
 * An indicator of a scenario, or by how much it differs from that of another. Throws NOT_FOUND when there is no run or
 * no such indicator, QUERY_FAILED when the model could not say it.
 */
export async function readScenario(
	{ id, model, indicator, against }: Extract<Binding, { kind: 'scenario' }>,
	facts: Pick<CityFacts, 'scenario'>,
	sources: SourceBook
): Promise<FrozenValue> {
	const own = await facts.scenario(id, model);
	const shown = indicatorOf(own, indicator);
	if (against === undefined)
		return { ...titled(shown, own.scenario.name), value: numberOf(shown), ...made(sources, [own]) };
	const other = await facts.scenario(against, model);
	const delta = numberOf(shown) - numberOf(indicatorOf(other, indicator));
	const name = `${own.scenario.name} − ${other.scenario.name}`;
	return { ...titled(shown, name), value: delta, ...made(sources, [own, other]) };
}

function indicatorOf({ indicators, scenario }: ScenarioAnswer, id: string): ResultIndicator {
	const found = indicators.find((one) => one.id === id);
	if (found) return found;
	throw saidError('NOT_FOUND', {
		zh: `方案“${scenario.name}”的 ${scenario.model} 结果没有指标 ${id}；有：${indicators.map((one) => one.id).join('、')}。`,
		en: `The result of ${scenario.model} over “${scenario.name}” has no indicator ${id}; it has: ${indicators.map((one) => one.id).join(', ')}.`
	});
}

function numberOf({ value, why, title }: ResultIndicator): number {
	if (value !== null) return value;
	throw saidError('QUERY_FAILED', {
		zh: `${title.zh}未能算出${why ? `：${why.zh}` : ''}。`,
		en: `${title.en} could not be computed${why ? `: ${why.en}` : ''}.`
	});
}

const titled = ({ title, unit }: ResultIndicator, scenario: string) => ({
	title: { zh: `${title.zh}（${scenario}）`, en: `${title.en} (${scenario})` },
	unit: unit === '1' ? '' : unit
});

/** A result has no time of its own: what it is of was never there. */
const made = (sources: SourceBook, answers: readonly ScenarioAnswer[]) => ({
	...sources.scenarios(answers),
	at: null
});
