import type { BriefingStep } from '#lib/model/briefing/draft.ts';
import { wordsIn } from '#lib/model/briefing/number-names.ts';
import { addChart } from './add-chart.ts';
import { addMap } from './add-map.ts';
import { addTable } from './add-table.ts';
import { SLIDE, type Deck, type Slide } from './deck.ts';
import { markdownRuns, type TextRun } from './markdown-runs.ts';
import type { Place } from './place.ts';

const TOP = 1.35;
const HEIGHT = 5.5;
const TEXT_WIDTH = 4.3;
const FIGURE: Place = {
	x: SLIDE.margin + TEXT_WIDTH + 0.3,
	y: TOP,
	w: SLIDE.width - 2 * SLIDE.margin - TEXT_WIDTH - 0.3,
	h: HEIGHT
};

/** A claim, its text, what shows it, and all of it once more as the speaker's notes. */
export function addStepSlide(deck: Deck, step: BriefingStep): void {
	const { figures } = deck.source.briefing;
	const slide = deck.add(deck.said(step.title));
	const frozen = figures[step.id];
	const runs = markdownRuns(deck.said(step.text));
	slide.addText(runs.length > 0 ? runs.map((run) => textOf(deck, run)) : ' ', {
		x: SLIDE.margin,
		y: TOP,
		w: frozen ? TEXT_WIDTH : SLIDE.width - 2 * SLIDE.margin,
		h: HEIGHT,
		fontFace: deck.font,
		fontSize: 16,
		color: deck.colour('tx-1'),
		valign: 'top',
		margin: 0,
		paraSpaceAfter: 6,
		fit: 'shrink'
	});
	if (frozen && step.figure) addFigure(deck, slide, step, frozen);
	slide.addNotes(notesOf(deck, step));
}

type FrozenFigure = Deck['source']['briefing']['figures'][string];

function addFigure(deck: Deck, slide: Slide, step: BriefingStep, frozen: FrozenFigure): void {
	const alt = step.alt ? deck.said(step.alt) : deck.said(step.title);
	if (frozen.kind === 'map') return addMap(deck, slide, frozen, { ...FIGURE, alt });
	const isTable = step.figure?.kind === 'query' && step.figure.show === 'table';
	if (isTable) return addTable(deck, slide, frozen, FIGURE);
	addChart(deck, slide, frozen, { ...FIGURE, alt, figure: step.figure });
}

function textOf(deck: Deck, { text, bold, italic, link, bullet, heading, breakLine }: TextRun) {
	return {
		text,
		options: {
			...(bold && { bold }),
			...(italic && { italic }),
			...(heading && { fontSize: 18, color: deck.colour('tx-0') }),
			...(link !== undefined && { hyperlink: { url: link } }),
			...(bullet && {
				bullet: bullet.ordered ? { type: 'number' as const } : true,
				indentLevel: bullet.level
			}),
			...(breakLine && { breakLine })
		}
	};
}

/** Title, text and what the figure shows, without any Markdown. */
function notesOf(deck: Deck, step: BriefingStep): string {
	const text = markdownRuns(deck.said(step.text))
		.map(({ text: said, breakLine }) => (breakLine ? `${said}\n` : said))
		.join('');
	const alt = step.alt ? wordsIn(step.alt, deck.language) : '';
	return [deck.said(step.title), text.trim(), alt].filter(Boolean).join('\n\n');
}
