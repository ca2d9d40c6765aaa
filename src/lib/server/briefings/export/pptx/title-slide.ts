import { formatChange, valueParts } from '#lib/model/briefing/format-value.ts';
import type { FrozenCard } from '#lib/model/briefing/frozen.ts';
import { longInstant } from '../instant-words.ts';
import { qrPicture } from '../qr-picture.ts';
import { SLIDE, type Deck, type Slide } from './deck.ts';

const GAP = 0.2;

/** What it is, its sentence, its cards, and where it is found again. */
export function addTitleSlide(deck: Deck): void {
	const { source, words, language } = deck;
	const { id, briefing, publicOrigin } = source;
	const { draft, frozenAt, corrects } = briefing;
	const slide = deck.add(deck.said(draft.title));
	const base = { fontFace: deck.font, margin: 0, x: SLIDE.margin } as const;
	const about = [
		words.frozenAt(longInstant(briefing, frozenAt, language)),
		words.author(draft.author),
		words.id(id),
		...(corrects ? [words.corrects(corrects.id, corrects.note)] : [])
	];
	slide.addText(about.join('  ·  '), {
		...base,
		y: 1.2,
		w: 10.6,
		h: 0.6,
		fontSize: 13,
		color: deck.colour('tx-2'),
		valign: 'top'
	});
	if (draft.sentence)
		slide.addText(deck.said(draft.sentence), {
			...base,
			y: 2,
			w: 10.4,
			h: 1.6,
			fontSize: 24,
			color: deck.colour('tx-0'),
			valign: 'top',
			fit: 'shrink'
		});
	const address = `${publicOrigin}/briefings/${id}`;
	slide.addImage({
		data: pngData(qrPicture(address)),
		x: SLIDE.width - SLIDE.margin - 1.5,
		y: 1.3,
		w: 1.5,
		h: 1.5,
		altText: address
	});
	addCards(deck, slide, briefing.cards);
	slide.addNotes([deck.said(draft.title), ...about, address].join('\n'));
}

function addCards(deck: Deck, slide: Slide, cards: readonly FrozenCard[]): void {
	const count = Math.max(3, cards.length);
	const width = (SLIDE.width - 2 * SLIDE.margin - (count - 1) * GAP) / count;
	for (const [index, card] of cards.entries()) {
		const { value, unit } = valueParts(card, deck.language);
		const isOdd = card.stale || card.simulated || card.replayed;
		slide.addText(
			[
				{
					text: deck.named(card.title),
					options: { fontSize: 13, color: deck.colour('tx-2'), breakLine: true }
				},
				{ text: value, options: { fontSize: 34, bold: true, color: deck.colour('tx-0') } },
				{ text: ` ${unit}`, options: { fontSize: 16, color: deck.colour('tx-2'), breakLine: true } },
				{ text: cardNote(deck, card), options: { fontSize: 11, color: deck.colour('tx-2') } }
			],
			{
				x: SLIDE.margin + index * (width + GAP),
				y: 4,
				w: width,
				h: 1.9,
				fontFace: deck.font,
				valign: 'top',
				margin: 8,
				line: { color: deck.colour('line-strong'), width: 1, ...(isOdd && { dashType: 'dash' as const }) },
				fit: 'shrink'
			}
		);
	}
}

/** Against yesterday and last week, and what keeps it from being measured now. */
function cardNote({ words, language }: Deck, card: FrozenCard): string {
	const { value, dayBefore, weekBefore } = card;
	const since = (before: number | null, say: (change: string) => string) =>
		typeof value === 'number' && before !== null ? [say(formatChange(value - before, card, language))] : [];
	return [
		...since(dayBefore, words.dayBefore),
		...since(weekBefore, words.weekBefore),
		...(card.simulated ? [words.simulated] : []),
		...(card.replayed ? [words.replayed] : []),
		...(card.stale ? [words.late] : [])
	].join(' · ');
}

/** A picture as the package takes it. */
export const pngData = (png: Uint8Array): string => `image/png;base64,${Buffer.from(png).toString('base64')}`;
