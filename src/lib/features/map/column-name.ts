import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<string, () => string>> = {
	use: m.column_use,
	height: m.column_height,
	min_height: m.column_min_height,
	height_estimated: m.column_height_estimated,
	levels: m.column_levels,
	area: m.column_area,
	street: m.column_street,
	category: m.column_category,
	status: m.column_status,
	t: m.column_t
};

/** A column's name in words; the source's own columns stand as the source wrote them. */
export const columnName = (column: string): string =>
	NAMES[column]?.() ?? sentence(column.replaceAll('_', ' '));

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
