import type { Alarm } from '#lib/model/alarm.ts';
import type { AlarmLevel, Words } from '#lib/model/alarm-rule.ts';
import { m } from '#lib/paraglide/messages.js';
import { areaInEnglish } from '#lib/state/area-names.ts';
import { formatMinute } from '#lib/ui/format.ts';
import { countLevels } from '../alarms/alarm-order.ts';
import { cityState, type CityFacts, type CityState } from './city-state.ts';

/** The state of the city, or of one theme, in one line, and what is to be known beside it. */
export interface StateSentence {
	readonly kind: CityState['kind'];
	/** The alarm that the sentence is about: levels 1 and 2 only. */
	readonly alarm: Alarm | undefined;
	readonly text: string;
	/** How many alarms of the graver levels, how many elsewhere, and how many sources are late. */
	readonly notes: readonly string[];
	/** Of the notes, what no list beside it has. */
	readonly elsewhere: readonly string[];
}

export interface SentenceOf {
	readonly language: 'zh-CN' | 'en';
	/** What it is about, when that is not all of the city. */
	readonly theme?: Words | undefined;
	readonly timezone: string;
}

const LEVELS = { 1: m.level_1, 2: m.level_2, 3: m.level_3 } as const;

export function sentenceOf(facts: CityFacts, of: SentenceOf): StateSentence {
	const state = cityState(facts);
	const inLanguage = { locale: of.language };
	const levelName = (level: Exclude<AlarmLevel, 4>) => LEVELS[level]({}, inLanguage);
	const counts = countLevels(facts.alarms);
	const levels = ([1, 2, 3] as const).flatMap((level) => {
		const count = counts[level - 1] ?? 0;
		return count > 0 ? m.state_levels({ level: levelName(level), count }, inLanguage) : [];
	});
	const { sources } = facts;
	const elsewhere =
		facts.elsewhere > 0
			? [m.state_elsewhere({ level: levelName(1), count: facts.elsewhere }, inLanguage)]
			: [];
	return {
		kind: state.kind,
		alarm: 'alarm' in state ? state.alarm : undefined,
		text: textOf(state, of),
		notes: [
			...(facts.heard ? levels : []),
			...elsewhere,
			...(sources.late > 0 ? [m.state_late({ count: sources.late }, inLanguage)] : [])
		],
		elsewhere
	};
}

const NOTHING_GRAVE: readonly CityState['kind'][] = ['calm', 'offTarget', 'numberless'];

/** For where nothing stands beside it: a city with open alarms is not said to be calm without them. */
export const wholeSentence = ({ kind, text, notes, elsewhere }: StateSentence): string =>
	[text, ...(NOTHING_GRAVE.includes(kind) ? notes : elsewhere)].join(' · ');

function textOf(state: CityState, { theme, timezone, language }: SentenceOf): string {
	const inLanguage = { locale: language };
	const said = (words: Words) => (language === 'en' ? words.en : words.zh);
	const nameOf = ({ name, names, subject }: Alarm) => {
		if (names) return said(names);
		return (language === 'en' && subject.kind === 'area' ? areaInEnglish(name) : undefined) ?? name;
	};
	const about = (alarm: Alarm) => ({ name: nameOf(alarm), title: said(alarm.title) });
	const minute = (at: number) => formatMinute(language, timezone, at);
	switch (state.kind) {
		case 'grave':
			return m.state_alarm(about(state.alarm), inLanguage);
		case 'unseen':
			return m.state_unseen(about(state.alarm), inLanguage);
		case 'lost':
			return m.state_lost({ time: minute(state.since) }, inLanguage);
		case 'halted':
			return m.state_halted({ time: minute(state.since) }, inLanguage);
		case 'flood':
			return m.state_flood({ count: state.recent }, inLanguage);
		case 'offTarget':
			return theme
				? m.state_off_target_theme({ theme: said(theme), count: state.count }, inLanguage)
				: m.state_off_target({ count: state.count }, inLanguage);
		case 'calm':
			return theme ? m.state_calm_theme({ theme: said(theme) }, inLanguage) : m.state_calm({}, inLanguage);
		case 'silent':
			return m.state_silent({}, inLanguage);
		case 'numberless':
			return theme
				? m.state_numberless_theme({ theme: said(theme) }, inLanguage)
				: m.state_numberless({}, inLanguage);
		case 'unheard':
			return m.state_unheard({}, inLanguage);
		case 'failed':
			return m.state_unknown({}, inLanguage);
	}
}
