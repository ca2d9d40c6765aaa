import type { BriefingDraft, BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { Briefing, BriefingListed } from '#lib/model/briefing/frozen.ts';
import { fillNumbers, wordsIn } from '#lib/model/briefing/number-names.ts';
import { m } from '#lib/paraglide/messages.js';
import { FigureRowsOf, type LoadRows } from './figure-rows.ts';
import type { NumberOf } from './markdown-html.ts';

/** Pages print it, screens show it: what both need of a briefing in one language. */
export interface Reading {
	/** Undefined: a draft that is looked at before it is frozen. */
	readonly id: string | undefined;
	readonly briefing: Briefing;
	/** What became of it since; undefined while nobody knows. */
	readonly about: BriefingListed | undefined;
	readonly language: BriefingLanguage;
	/** Address of one of its files. */
	readonly file: (name: string) => string;
	/** Rows of its figures; each file is read once. */
	readonly rows: FigureRowsOf;
	readonly numberOf: NumberOf;
	/** Words of the draft, with numbers as plain text. */
	readonly said: (words: BriefingDraft['title']) => string;
	/** Words of the city and its data. */
	readonly named: (words: { readonly zh: string; readonly en: string }) => string;
}

export interface ToRead {
	readonly id: string | undefined;
	readonly briefing: Briefing;
	readonly about?: BriefingListed | undefined;
	readonly language: BriefingLanguage;
	readonly loadRows: LoadRows;
}

export function readingOf({ id, briefing, about, language, loadRows }: ToRead): Reading {
	const file = (name: string) => fileAddress(id ?? '', name);
	return {
		id,
		briefing,
		about,
		language,
		file,
		rows: new FigureRowsOf((name) => loadRows(file(name))),
		numberOf(name) {
			const value = briefing.values[name];
			if (!value) return undefined;
			return {
				text: formatValue(value, language),
				sources: sourceNumbers(briefing, value.sources),
				mark: originMark(value)
			};
		},
		said: (words) => fillNumbers(wordsIn(words, language), briefing.values, language),
		named: ({ zh, en }) => (language === 'en' ? en : zh)
	};
}

export const fileAddress = (id: string, name: string): string =>
	`/api/briefings/${id}/files/${name.split('/').map(encodeURIComponent).join('/')}`;

/** Places of sources in the list of sources, from 1. */
export const sourceNumbers = (
	{ sources }: Pick<Briefing, 'sources'>,
	ids: readonly string[]
): readonly number[] =>
	ids.flatMap((id) => {
		const index = sources.findIndex((source) => source.id === id);
		return index < 0 ? [] : index + 1;
	});

interface Origin {
	readonly simulated: boolean;
	readonly replayed: boolean;
	readonly scenario?: boolean | undefined;
}

/** Why something is no measurement of its time; undefined for a measurement. */
export const originMark = ({ scenario, simulated, replayed }: Origin): string | undefined =>
	scenario
		? m.briefing_scenario_mark()
		: simulated
			? m.origin_simulated()
			: replayed
				? m.origin_replayed()
				: undefined;

/** What of the whole briefing is of a scenario, simulated or replayed: any number, card, source or picture of it. */
export function originOf({ values, cards, sources, figures }: Briefing): Origin {
	const parts = [...Object.values(values), ...cards, ...sources, ...Object.values(figures)];
	return {
		simulated: parts.some(({ simulated }) => simulated),
		replayed: parts.some(({ replayed }) => replayed),
		scenario: parts.some(({ scenario }) => scenario)
	};
}
