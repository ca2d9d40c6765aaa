import { AppError } from '#lib/model/errors.ts';
import type { CityFacts } from '../freeze/city-facts.ts';
import {
	ANSWERS_FILE,
	historyKey,
	queryKey,
	scenarioKey,
	type RecordedAnswers
} from '../freeze/recorded-facts.ts';
import type { FrozenFolder } from './frozen-folder.ts';

/**
 * The city as it answered when a briefing was frozen, from what lies in its folder. Throws NOT_FOUND for what was not
 * asked then, and when the answers are missing.
 */
export function frozenFacts(folder: FrozenFolder): CityFacts {
	const said = JSON.parse(new TextDecoder().decode(folder.read(ANSWERS_FILE))) as RecordedAnswers; // written by recordFacts
	return {
		city: said.city,
		now: () => said.now,
		draw: () => attempt(() => asked({}, 'a map')),
		layers: () => said.layers,
		indicator: (key) => asked(said.indicators, key),
		tablesOf: (key) => asked(said.tables, key),
		indicatorHistory: (...of) => attempt(() => asked(said.histories, historyKey(...of))),
		alarmsAt: (at) => asked(said.alarms, String(at)),
		scenario: (id, model) => attempt(() => asked(said.scenarios ?? {}, scenarioKey(id, model))),
		query: (sql, maxRows) =>
			attempt(() => {
				const { file, ...answer } = asked(said.queries, queryKey(sql, maxRows));
				return { ...answer, bytes: folder.read(file) };
			})
	};
}

function asked<T>(answers: Readonly<Record<string, T>>, key: string): T {
	const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
	if (answer !== undefined) return answer;
	throw new AppError('NOT_FOUND', {
		message: `This was not asked when it was frozen: ${key.replaceAll('\n', ' ')}`
	});
}

const attempt = <T>(answer: () => T): Promise<T> => Promise.resolve().then(answer);
