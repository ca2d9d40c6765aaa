import { longInstant } from '../instant-words.ts';
import type { Deck, Slide } from './deck.ts';
import type { Place } from './place.ts';
import { pngData } from './title-slide.ts';

type MapFigure = Extract<Deck['source']['briefing']['figures'][string], { readonly kind: 'map' }>;

const KEY_LINE = 0.24;
const NOTE = 0.3;

/** A map as a picture; its key, its instant and its marks are text. */
export function addMap(
	deck: Deck,
	slide: Slide,
	figure: MapFigure,
	{ x, y, w, h, alt }: Place & { readonly alt: string }
): void {
	const key = keyText(deck, figure);
	const keyHeight = Math.min(1.3, KEY_LINE * figure.legend.length);
	const height = Math.min(h - keyHeight - NOTE, (w * figure.height) / figure.width);
	slide.addImage({
		data: pngData(deck.source.file(figure.picture)),
		x,
		y,
		w: (height * figure.width) / figure.height,
		h: height,
		altText: alt
	});
	const style = { x, w, fontFace: deck.font, color: deck.colour('tx-2'), margin: 0, valign: 'top' } as const;
	if (key.length > 0)
		slide.addText(key, { ...style, y: y + height + 0.05, h: keyHeight, fontSize: 11, fit: 'shrink' });
	slide.addText(noteOf(deck, figure), { ...style, y: y + height + keyHeight + 0.05, h: NOTE, fontSize: 10 });
}

/** One line for each layer: its title, then a square of each colour with what it stands for. */
const keyText = (deck: Deck, { legend }: MapFigure) =>
	legend.flatMap(({ title, rows }) => [
		{ text: `${deck.named(title)}  `, options: { bold: true, color: deck.colour('tx-1') } },
		...rows.flatMap(({ colour, words }, index) => [
			{ text: '■ ', options: { color: colour.slice(1).toUpperCase() } },
			{ text: `${deck.named(words)}   `, options: index === rows.length - 1 ? { breakLine: true } : {} }
		])
	]);

function noteOf(
	{ source, words, language }: Deck,
	{ dataAsOf, at, scenario, simulated, replayed }: MapFigure
): string {
	const { briefing } = source;
	return [
		words.mapApproval(briefing.draft.mapApproval),
		words.dataAsOf(longInstant(briefing, dataAsOf ?? at, language)),
		...(scenario ? [words.planned] : []),
		...(simulated ? [words.simulated] : []),
		...(replayed ? [words.replayed] : []),
		...briefing.city.attribution
	].join(' · ');
}
