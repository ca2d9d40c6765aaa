import pptxgenjs from 'pptxgenjs';
import type PptxGenJS from 'pptxgenjs';
import type { BriefingDraft, BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { fillNumbers, wordsIn } from '#lib/model/briefing/number-names.ts';
import type { ExportSource } from '../export-source.ts';
import { exportWords } from '../export-words.ts';
import { longInstant } from '../instant-words.ts';
import { lightPalette } from '../light-palette.ts';
import { originMarks } from '../origin-marks.ts';
import { soundPackage } from './sound-package.ts';

export type Slide = PptxGenJS.Slide;
/** Inches, of a wide slide. */
export const SLIDE = { width: 13.333, height: 7.5, margin: 0.6 } as const;
/** Fonts are not put into the file: these are on every machine that opens it. */
const FONTS: Readonly<Record<BriefingLanguage, string>> = { 'zh-CN': 'Microsoft YaHei', en: 'Calibri' };

// The package declares a namespace and a class of one name; its default export is the class.
const Pptx = pptxgenjs as unknown as new () => PptxGenJS;

/** A slide show that is being made, and what its slides share. */
export class Deck {
	readonly source: ExportSource;
	readonly language: BriefingLanguage;
	readonly words: ReturnType<typeof exportWords>;
	readonly font: string;
	readonly colour = lightPalette();
	readonly #show = new Pptx();
	readonly #slides: Slide[] = [];

	constructor(source: ExportSource, language: BriefingLanguage) {
		const { id, briefing } = source;
		this.source = source;
		this.language = language;
		this.words = exportWords(language);
		this.font = FONTS[language];
		this.#show.layout = 'LAYOUT_WIDE';
		this.#show.title = this.said(briefing.draft.title);
		this.#show.subject = this.words.id(id);
		this.#show.author = briefing.draft.author;
		this.#show.company = this.named(briefing.city.name);
		this.#show.theme = { headFontFace: this.font, bodyFontFace: this.font };
	}

	/** Words of the draft, with the numbers in place. */
	said(words: BriefingDraft['title']): string {
		return fillNumbers(wordsIn(words, this.language), this.source.briefing.values, this.language);
	}
	/** Words of the city and its data. */
	named({ zh, en }: { readonly zh: string; readonly en: string }): string {
		return this.language === 'en' ? en : zh;
	}

	/** A new slide with its heading. */
	add(heading: string): Slide {
		const slide = this.#show.addSlide();
		slide.background = { color: this.colour('bg-1') };
		slide.addText(heading, {
			x: SLIDE.margin,
			y: 0.35,
			w: SLIDE.width - 2 * SLIDE.margin,
			h: 0.8,
			fontFace: this.font,
			fontSize: 26,
			bold: true,
			color: this.colour('tx-0'),
			valign: 'middle',
			margin: 0,
			fit: 'shrink'
		});
		this.#slides.push(slide);
		return slide;
	}

	/** The file, once every slide has its foot. */
	async bytes(): Promise<Uint8Array> {
		for (const [index, slide] of this.#slides.entries()) this.#foot(slide, index + 1);
		const bytes = (await this.#show.write({ outputType: 'nodebuffer' })) as Uint8Array; // as asked for
		return soundPackage(bytes);
	}

	/** What every slide says of itself: secrecy, city, marks, of when the data are, id, page; the watermark over all. */
	#foot(slide: Slide, page: number): void {
		const { id, briefing } = this.source;
		const { draft, city, dataAsOf } = briefing;
		const left = [draft.classification, this.named(city.name), ...originMarks(briefing, this.language)];
		const data =
			dataAsOf === null
				? this.words.noDataTime
				: this.words.dataAsOf(longInstant(briefing, dataAsOf, this.language));
		const style = {
			y: 7.05,
			h: 0.3,
			fontFace: this.font,
			fontSize: 10,
			color: this.colour('tx-2'),
			margin: 0,
			valign: 'middle'
		} as const;
		const width = SLIDE.width - 2 * SLIDE.margin;
		slide.addText(left.filter(Boolean).join(' · '), { ...style, x: SLIDE.margin, w: width * 0.5 });
		slide.addText(`${data} · ${id} · ${page} / ${this.#slides.length}`, {
			...style,
			x: SLIDE.margin + width * 0.5,
			w: width * 0.5,
			align: 'right'
		});
		if (draft.watermark)
			slide.addText(draft.watermark, {
				x: 1.5,
				y: 2.75,
				w: SLIDE.width - 3,
				h: 2,
				fontFace: this.font,
				fontSize: 54,
				bold: true,
				color: this.colour('tx-0'),
				transparency: 92,
				align: 'center',
				valign: 'middle',
				rotate: 340
			});
	}
}
