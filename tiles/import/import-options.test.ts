import { expect, test } from 'vitest';
import { parseImportOptions } from './import-options.ts';

const attributionOf = (attribution: readonly string[]) =>
	parseImportOptions({ id: 'town', osm: [import.meta.filename], attribution }, 'data').attribution;

test('an OpenStreetMap extract names its owner by itself, once', () => {
	expect(attributionOf([])).toEqual(['© OpenStreetMap contributors (ODbL)']);
	expect(attributionOf(['City of Town'])).toEqual(['© OpenStreetMap contributors (ODbL)', 'City of Town']);
	expect(attributionOf(['© OpenStreetMap'])).toEqual(['© OpenStreetMap']);
});
