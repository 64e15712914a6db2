# Sums and published-style statistics of a data set, by R's own functions: what khlang's statistics are compared with.
# Sums are computed here too, so that no row of the data needs to be kept; the formulas under test do not stand here.

library(psych)

counts <- function(x, levels) as.integer(table(factor(x, levels = seq_len(levels))))

# The sums that a Tally has. `scored` has reversed items turned; `units` are lists of columns.
tally <- function(answers, levels, turned, units, whole) {
  scored <- answers
  scored[turned] <- levels + 1 - scored[turned]
  complete <- scored[stats::complete.cases(scored), , drop = FALSE]
  n <- nrow(complete)
  scores <- lapply(units, function(unit) {
    t <- rowSums(complete[unit])
    spread <- sum(sapply(complete[unit], function(x) n * sum(x^2) - sum(x)^2))
    c(list(total = sum(t), squares = sum(t^2)), if (whole) list(item_spread = spread))
  })
  list(n = nrow(answers), complete = n, counts = lapply(answers, counts, levels), scores = scores)
}

# What a report says: mean and sd() of each item and of the respondents' means, psych::alpha, t.test, aov.
reported <- function(answers, levels, turned, units, group = NULL) {
  scored <- answers
  scored[turned] <- levels + 1 - scored[turned]
  complete <- scored[stats::complete.cases(scored), , drop = FALSE]
  interval <- function(x) { x <- x[!is.na(x)]; as.numeric(t.test(x)$conf.int) }
  own <- lapply(units, function(unit) rowMeans(complete[unit]))
  found <- list(
    items = lapply(scored, function(x) list(n = sum(!is.na(x)), mean = mean(x, na.rm = TRUE), sd = sd(x, na.rm = TRUE), interval = interval(x))),
    units = lapply(own, function(x) list(n = length(x), mean = mean(x), sd = sd(x), interval = interval(x))),
    alpha = lapply(units, function(unit) if (length(unit) > 1) suppressWarnings(psych::alpha(complete[unit], check.keys = FALSE, warnings = FALSE)$total$raw_alpha) else NA)
  )
  if (!is.null(group)) {
    group <- group[stats::complete.cases(scored)]
    found$difference <- lapply(own, function(x) {
      if (nlevels(group) == 2) {
        r <- t.test(x ~ group)
        list(statistic = unname(r$statistic), freedom = unname(r$parameter), p = r$p.value)
      } else {
        r <- summary(aov(x ~ group))[[1]]
        list(statistic = r$`F value`[1], freedom = r$Df, p = r$`Pr(>F)`[1])
      }
    })
  }
  found
}

write_reference <- function(file, source, answers, levels, turned = character(), units, title, group) {
  answers <- as.data.frame(lapply(answers, as.integer))
  keep <- !is.na(group) & rowSums(!is.na(answers)) > 0
  answers <- answers[keep, , drop = FALSE]
  group <- droplevels(factor(group[keep]))
  whole <- tally(answers, levels, turned, units, TRUE)
  parts <- lapply(levels(group), function(one) c(list(label = one), tally(answers[group == one, , drop = FALSE], levels, turned, units, FALSE)))
  reference <- list(
    made_by = list(script = paste0("tests/survey/references/", basename(file), ".R"), r = R.version.string, psych = as.character(packageVersion("psych"))),
    source = source, levels = levels, items = I(names(answers)), turned = I(turned),
    units = lapply(units, I), group = title, whole = whole, categories = parts,
    reported = reported(answers, levels, turned, units, group)
  )
  write_json(reference, paste0(file, ".json"))
}

# Enough of JSON for lists, numbers and text, so that no further package is needed.
json <- function(x, at = 0) {
  pad <- strrep(" ", at + 1)
  if (is.list(x)) {
    rows <- vapply(seq_along(x), function(i) paste0(pad, if (!is.null(names(x))) paste0(encodeString(names(x)[i], quote = '"'), ": "), json(x[[i]], at + 1)), "")
    ends <- if (is.null(names(x))) c("[", "]") else c("{", "}")
    return(paste0(ends[1], "\n", paste(rows, collapse = ",\n"), "\n", strrep(" ", at), ends[2]))
  }
  cells <- if (is.character(x)) encodeString(x, quote = '"') else ifelse(is.na(x), "null", format(x, digits = 15, trim = TRUE, scientific = FALSE))
  if (is.numeric(x)) cells <- vapply(x, function(v) if (is.na(v)) "null" else format(v, digits = 15, trim = TRUE, scientific = FALSE), "")
  if (length(x) == 1 && !inherits(x, "AsIs")) cells else paste0("[", paste(cells, collapse = ", "), "]")
}
write_json <- function(x, file) writeLines(json(x), file, useBytes = TRUE)
