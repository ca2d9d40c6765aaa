import type { CityLabel } from '#lib/model/city.ts';

/** A label's text in the city's own language and, when that is another, in English. */
export const named = (text: string, english: string | undefined): Pick<CityLabel, 'text' | 'english'> => ({
	text,
	...(english !== undefined && english !== text && { english })
});
