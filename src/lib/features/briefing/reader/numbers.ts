import { formatValue } from '#lib/model/briefing/format-value.ts';
import type { FrozenValue } from '#lib/model/briefing/frozen.ts';
import { originMark, type Reading } from './reading.ts';

/** A number of a briefing as its appendix says it. */
export interface ListedNumber {
	/** Name in the text, or the indicator of a card. */
	readonly key: string;
	readonly title: string;
	readonly text: string;
	readonly at: number | null;
	/** Names of what it was made of. */
	readonly source: string;
	readonly mark: string | undefined;
}

/** Every number of the text, then those of the cards that the text does not have; the same number once. */
export function numbersOf(
	reading: Pick<Reading, 'briefing' | 'language' | 'named'>
): readonly ListedNumber[] {
	const { values, cards, sources } = reading.briefing;
	const nameOf = (id: string) => {
		const source = sources.find((one) => one.id === id);
		return source ? [reading.named(source.name)] : [];
	};
	const listed = (key: string, value: FrozenValue): ListedNumber => ({
		key,
		title: reading.named(value.title),
		text: formatValue(value, reading.language),
		at: value.at,
		source: value.sources.flatMap(nameOf).join(reading.language === 'en' ? ', ' : '、'),
		mark: originMark(value)
	});
	const all = [
		...Object.entries(values).map(([name, value]) => listed(name, value)),
		...cards.map((card) => listed(card.indicator, card))
	];
	const isSame = (a: ListedNumber, b: ListedNumber) =>
		a.title === b.title && a.text === b.text && a.at === b.at;
	return all.filter((number, index) => all.findIndex((other) => isSame(other, number)) === index);
}
