import type { ExportFormat } from '#lib/model/briefing/export.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<ExportFormat, () => string>> = {
	pdf: m.briefing_export_pdf,
	slides: m.briefing_export_slides,
	pptx: m.briefing_export_pptx,
	png: m.briefing_export_png,
	png4k: m.briefing_export_png4k,
	long: m.briefing_export_long,
	html: m.briefing_export_html
};

/** What a briefing can be had as, in words. */
export const formatName = (format: ExportFormat): string => NAMES[format]();
