import { figureTable, type RowsFigure } from '../figure-table.ts';
import type { Deck, Slide } from './deck.ts';
import type { Place } from './place.ts';

/** Rows that a slide has room for. */
const MOST_ROWS = 14;

/** Rows of a figure as a native table; where there are more, it says so. */
export function addTable(deck: Deck, slide: Slide, figure: RowsFigure, { x, y, w, h }: Place): void {
	const { head, rows, numeric } = figureTable(deck.source, figure, deck.language, deck.words);
	const shown = rows.slice(0, MOST_ROWS);
	const cell = (text: string, column: number, isHead: boolean) => ({
		text,
		options: {
			bold: isHead,
			color: deck.colour(isHead ? 'tx-2' : 'tx-1'),
			align: numeric[column] ? ('right' as const) : ('left' as const)
		}
	});
	slide.addTable(
		[
			head.map((text, column) => cell(text, column, true)),
			...shown.map((row) => row.map((text, column) => cell(text, column, false)))
		],
		{
			x,
			y,
			w,
			fontFace: deck.font,
			fontSize: 12,
			border: { type: 'solid', pt: 0.5, color: deck.colour('line') },
			margin: [0.04, 0.08, 0.04, 0.08],
			rowH: Math.min(0.36, (h - 0.4) / (shown.length + 1))
		}
	);
	if (rows.length > shown.length || (figure.kind === 'query' && figure.cut))
		slide.addText(deck.words.rowsCut(shown.length), {
			x,
			y: y + h - 0.3,
			w,
			h: 0.3,
			fontFace: deck.font,
			fontSize: 10,
			color: deck.colour('tx-2'),
			margin: 0
		});
}
