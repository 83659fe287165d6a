package org.rapport.api;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.DateDisplay;
import org.springframework.stereotype.Component;

/** The fields of dates that are no plain properties. */
@Component
class DateFields implements FieldLists {

	@Override
	public void describe(ListFields fields) {
		fields.<ApproximateDate>value("ApproximateDate", "earliest",
				(date, asked) -> date.earliest().equals(ApproximateDate.UNBOUNDED_PAST) ? null : date.earliest());
		fields.<ApproximateDate>value("ApproximateDate", "latest",
				(date, asked) -> date.latest().equals(ApproximateDate.UNBOUNDED_FUTURE) ? null : date.latest());
		fields.<ApproximateDate>value("ApproximateDate", "display",
				(date, asked) -> DateDisplay.in(String.valueOf(asked.get("locale"))).of(date));
	}

}
