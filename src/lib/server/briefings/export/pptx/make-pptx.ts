import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { ExportSource } from '../export-source.ts';
import { addClosingSlides } from './closing-slides.ts';
import { Deck } from './deck.ts';
import { addStepSlide } from './step-slide.ts';
import { addTitleSlide } from './title-slide.ts';

/** A briefing as PowerPoint: texts, tables and charts native, maps as pictures. Throws NOT_FOUND when a file of it is gone. */
export async function makePptx(source: ExportSource, language: BriefingLanguage): Promise<Uint8Array> {
	const deck = new Deck(source, language);
	addTitleSlide(deck);
	for (const step of source.briefing.draft.steps) addStepSlide(deck, step);
	addClosingSlides(deck);
	return deck.bytes();
}
